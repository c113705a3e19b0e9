// Package httpapi is the HTTP interface of the service.
package httpapi

import (
	"errors"
	"log/slog"
	"net/http"
	"time"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"
	"github.com/gin-gonic/gin"
	"go.opentelemetry.io/contrib/instrumentation/github.com/gin-gonic/gin/otelgin"

	"example.com/${{ values.serviceName }}/internal/config"
	"example.com/${{ values.serviceName }}/internal/domain"
)

// Limits for a client.
const (
	maxBodyBytes      = 1 << 20
	maxHeaderBytes    = 64 << 10
	readHeaderTimeout = 5 * time.Second
	readTimeout       = 15 * time.Second
	writeTimeout      = 30 * time.Second
	idleTimeout       = 60 * time.Second
)

// NewServer returns the HTTP server of the service. It does not listen yet.
func NewServer(cfg config.Config, router http.Handler) *http.Server {
	return &http.Server{
		Addr: cfg.Address(), Handler: router, MaxHeaderBytes: maxHeaderBytes,
		ReadHeaderTimeout: readHeaderTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout, IdleTimeout: idleTimeout,
	}
}

// NewRouter returns the routes and middleware, and the API with its OpenAPI document.
func NewRouter(cfg config.Config, service *domain.${{ values.resource | capitalize }}Service, drain *Drain, logger *slog.Logger) (http.Handler, huma.API) {
	gin.SetMode(gin.ReleaseMode)
	router := gin.New()
	router.HandleMethodNotAllowed = true
	// Do not redirect paths with additional slashes: they are other paths, and do not exist.
	router.RedirectTrailingSlash = false
	metrics := newMetrics()
	router.Use(
		otelgin.Middleware(cfg.Service, otelgin.WithFilter(func(r *http.Request) bool { return !isProbe(r.URL.Path) })),
		observe(metrics, logger),
		recoverPanic(logger),
		refuseCompressed,
	)
	router.NoRoute(func(c *gin.Context) { writeProblem(c, http.StatusNotFound, "there is nothing at this path") })
	router.NoMethod(func(c *gin.Context) {
		writeProblem(c, http.StatusMethodNotAllowed, "this path does not offer this method")
	})

	router.GET("/health/live", func(c *gin.Context) { c.JSON(http.StatusOK, gin.H{"status": "up"}) })
	router.GET("/health/ready", ready(service, drain, logger))
	router.GET("/metrics", gin.WrapH(metrics.handler()))

	api := humagin.New(router, openAPI(cfg))
	handlers{service: service, logger: logger}.register(api)
	return router, api
}

// strictJSON accepts only UTF-8 (RFC 8259). Other bytes would be stored differently from what the client sent.
var strictJSON = huma.Format{
	Marshal: huma.DefaultJSONFormat.Marshal,
	Unmarshal: func(data []byte, into any) error {
		if !utf8.Valid(data) {
			return errors.New("the body is not UTF-8")
		}
		return huma.DefaultJSONFormat.Unmarshal(data, into)
	},
}

func openAPI(cfg config.Config) huma.Config {
	huma.NewError = newProblem
	huma.ValidateStrictCasing = true
	document := huma.DefaultConfig("${{ values.serviceName }}", cfg.Version)
	document.Info.Description = "${{ values.description }}"
	document.Tags = []*huma.Tag{{Name: "${{ values.resourcePlural }}", Description: "Operations on ${{ values.resourcePlural }}"}}
	document.AllowAdditionalPropertiesByDefault = true
	document.Formats = map[string]huma.Format{"application/json": strictJSON, "json": strictJSON}
	document.DocsPath, document.SchemasPath, document.CreateHooks = "", "", nil
	document.OnAddOperation = append(document.OnAddOperation, func(_ *huma.OpenAPI, added *huma.Operation) {
		// The service answers 400 instead of the framework's 422.
		delete(added.Responses, "422")
	})
	return document
}
