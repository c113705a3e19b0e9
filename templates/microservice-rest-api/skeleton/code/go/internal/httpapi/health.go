package httpapi

import (
	"context"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/gin-gonic/gin"

	"example.com/${{ values.serviceName }}/internal/domain"
)

const readyTimeout = 2 * time.Second

// Drain records that the service is about to stop.
type Drain struct {
	started atomic.Bool
}

// Start reports the service as not ready, while it continues to serve.
func (d *Drain) Start() { d.started.Store(true) }

func ready(service *domain.${{ values.resource | capitalize }}Service, drain *Drain, logger *slog.Logger) gin.HandlerFunc {
	return func(c *gin.Context) {
		if drain.started.Load() {
			writeProblem(c, http.StatusServiceUnavailable, "the service is stopping")
			return
		}
		ctx, cancel := context.WithTimeout(c.Request.Context(), readyTimeout)
		defer cancel()
		if err := service.Ready(ctx); err != nil {
			logger.WarnContext(ctx, "not ready", "error", err)
			writeProblem(c, http.StatusServiceUnavailable, "a required resource is unreachable")
			return
		}
		c.JSON(http.StatusOK, gin.H{"status": "up"})
	}
}
