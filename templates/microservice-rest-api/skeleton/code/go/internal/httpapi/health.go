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

// Drain remembers that the service is about to stop.
type Drain struct {
	started atomic.Bool
}

// Start makes the service say that it is not ready, while it goes on serving.
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
			writeProblem(c, http.StatusServiceUnavailable, "a resource that the service needs cannot be reached")
			return
		}
		c.JSON(http.StatusOK, gin.H{"status": "up"})
	}
}
