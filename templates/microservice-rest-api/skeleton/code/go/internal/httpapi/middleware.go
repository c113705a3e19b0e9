package httpapi

import (
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
)

// observe counts, times and logs requests, except for probes and scrapes.
func observe(m *metrics, logger *slog.Logger) gin.HandlerFunc {
	return func(c *gin.Context) {
		if isProbe(c.Request.URL.Path) {
			c.Next()
			return
		}
		started := time.Now()
		c.Next()
		elapsed, route := time.Since(started), routeOf(c)
		m.record(c.Request.Method, route, c.Writer.Status(), elapsed)
		logger.InfoContext(c.Request.Context(), "request", "method", c.Request.Method, "route", route,
			"status", c.Writer.Status(), "duration_ms", float64(elapsed.Microseconds())/1000)
	}
}

func isProbe(path string) bool {
	return path == "/metrics" || strings.HasPrefix(path, "/health/")
}

// routeOf returns the pattern of the path, so that metrics have one time series per route, not per id.
func routeOf(c *gin.Context) string {
	path := c.FullPath()
	if path == "" {
		return "unmatched"
	}
	return strings.Replace(path, ":id", "{id}", 1)
}

// refuseCompressed refuses compressed bodies, which would be read as plain text.
func refuseCompressed(c *gin.Context) {
	if encoding := c.GetHeader("Content-Encoding"); encoding != "" && !strings.EqualFold(encoding, "identity") {
		writeProblem(c, http.StatusUnsupportedMediaType, "compressed bodies are not supported")
	}
}

func recoverPanic(logger *slog.Logger) gin.HandlerFunc {
	return gin.CustomRecoveryWithWriter(nil, func(c *gin.Context, reason any) {
		logger.ErrorContext(c.Request.Context(), "panic", "reason", fmt.Sprint(reason), "stack", string(debug.Stack()))
		writeProblem(c, http.StatusInternalServerError, unexpected)
	})
}
