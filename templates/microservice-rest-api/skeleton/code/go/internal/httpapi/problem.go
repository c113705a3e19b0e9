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

const unexpected = "the service could not answer; its log says why"

// newProblem makes problem details (RFC 9457) of the framework's errors, without repeating what the client sent.
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

// problem says what a client may know about err, and logs the rest.
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
