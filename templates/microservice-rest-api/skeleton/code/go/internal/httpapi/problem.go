package httpapi

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gin-gonic/gin"

	"example.com/${{ values.serviceName }}/internal/domain"
)

const unexpected = "the request failed; see the log of the service"

// newProblem converts errors of the framework to problem details (RFC 9457), without data of the client.
func newProblem(status int, message string, errs ...error) huma.StatusError {
	if status == http.StatusUnprocessableEntity {
		status = http.StatusBadRequest
	}
	result := &huma.ErrorModel{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: message}
	if status >= http.StatusInternalServerError {
		return result
	}
	for _, err := range errs {
		var detailer huma.ErrorDetailer
		if errors.As(err, &detailer) {
			detail := detailer.ErrorDetail()
			result.Errors = append(result.Errors, &huma.ErrorDetail{Message: detail.Message, Location: detail.Location})
		}
	}
	return result
}

// problem returns the public part of err, and logs the rest.
func (h handlers) problem(ctx context.Context, err error) error {
	if errors.Is(err, domain.ErrNotFound) {
		return huma.Error404NotFound(err.Error())
	}
	h.logger.ErrorContext(ctx, "request failed", "error", err)
	return huma.Error500InternalServerError(unexpected)
}

func writeProblem(c *gin.Context, status int, detail string) {
	body, err := json.Marshal(newProblem(status, detail))
	if err != nil {
		c.AbortWithStatus(status)
		return
	}
	c.Data(status, "application/problem+json", body)
	c.Abort()
}
