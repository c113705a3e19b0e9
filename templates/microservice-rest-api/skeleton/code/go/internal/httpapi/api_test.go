package httpapi_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.com/${{ values.serviceName }}/internal/config"
	"example.com/${{ values.serviceName }}/internal/domain"
	"example.com/${{ values.serviceName }}/internal/httpapi"
	"example.com/${{ values.serviceName }}/internal/memory"
)

const path = "/${{ values.resourcePlural }}"

type client struct {
	t       *testing.T
	handler http.Handler
	drain   *httpapi.Drain
}

func newClient(t *testing.T, repository domain.${{ values.resource | capitalize }}Repository) client {
	t.Helper()
	drain := &httpapi.Drain{}
	handler, _ := httpapi.NewRouter(config.Config{Service: "test", Version: "1"},
		domain.New${{ values.resource | capitalize }}Service(repository, time.Now), drain, slog.New(slog.DiscardHandler))
	return client{t, handler, drain}
}

// send sends a request and returns the status, the headers and the decoded body.
func (c client) send(method, target, body string) (int, http.Header, map[string]any) {
	c.t.Helper()
	request := httptest.NewRequest(method, target, strings.NewReader(body))
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	answer := httptest.NewRecorder()
	c.handler.ServeHTTP(answer, request)
	var decoded map[string]any
	if strings.Contains(answer.Header().Get("Content-Type"), "json") {
		if err := json.Unmarshal(answer.Body.Bytes(), &decoded); err != nil {
			c.t.Fatalf("%s %s: %v: %s", method, target, err, answer.Body)
		}
	}
	return answer.Code, answer.Header(), decoded
}

func (c client) expect(status int, method, target, body string) map[string]any {
	c.t.Helper()
	got, header, decoded := c.send(method, target, body)
	if got != status {
		c.t.Fatalf("%s %s = %d %v, want %d", method, target, got, decoded, status)
	}
	if status >= 400 && header.Get("Content-Type") != "application/problem+json" {
		c.t.Errorf("%s %s: error is %s, want application/problem+json", method, target, header.Get("Content-Type"))
	}
	return decoded
}

func TestOneIsCreatedReadReplacedAndDeleted(t *testing.T) {
	c := newClient(t, memory.NewRepository())
	status, header, created := c.send(http.MethodPost, path, `{"name":"first","description":"one","unknown":1}`)
	if status != http.StatusCreated || header.Get("Location") != path+"/"+fmt.Sprint(created["id"]) {
		t.Fatalf("POST = %d, Location %q, %v", status, header.Get("Location"), created)
	}
	location := header.Get("Location")
	if read := c.expect(http.StatusOK, http.MethodGet, location, ""); read["name"] != "first" || read["description"] != "one" {
		t.Errorf("GET = %v", read)
	}
	replaced := c.expect(http.StatusOK, http.MethodPut, location, `{"name":"second"}`)
	if replaced["name"] != "second" || replaced["description"] != nil || replaced["createdAt"] != created["createdAt"] {
		t.Errorf("PUT = %v", replaced)
	}
	c.expect(http.StatusNoContent, http.MethodDelete, location, "")
	c.expect(http.StatusNotFound, http.MethodGet, location, "")
	c.expect(http.StatusNotFound, http.MethodDelete, location, "")
}

func TestAListHasPages(t *testing.T) {
	c := newClient(t, memory.NewRepository())
	if empty := c.expect(http.StatusOK, http.MethodGet, path, ""); fmt.Sprint(empty["items"], empty["next"]) != "[] <nil>" {
		t.Errorf("an empty list is %v", empty)
	}
	for i := range 3 {
		c.expect(http.StatusCreated, http.MethodPost, path, fmt.Sprintf(`{"name":"%d"}`, i))
	}
	first := c.expect(http.StatusOK, http.MethodGet, path+"?limit=2", "")
	second := c.expect(http.StatusOK, http.MethodGet, fmt.Sprintf("%s?limit=2&cursor=%s", path, first["next"]), "")
	if len(first["items"].([]any)) != 2 || len(second["items"].([]any)) != 1 || second["next"] != nil {
		t.Errorf("pages are %v and %v", first, second)
	}
}

func TestWhatIsWrongIsRefused(t *testing.T) {
	c := newClient(t, memory.NewRepository())
	for name, body := range map[string]string{
		"no body": "", "no JSON": "{", "not an object": "[]", "no name": "{}", "empty name": `{"name":""}`, "number for name": `{"name":1}`,
		"null for name": `{"name":null}`, "another case": `{"Name":"x"}`, "no UTF-8": "{\"name\":\"\xff\"}", "long name": `{"name":"` + strings.Repeat("x", 201) + `"}`, "NUL in name": `{"name":"\u0000"}`,
		"long description": `{"name":"x","description":"` + strings.Repeat("x", 2001) + `"}`,
	} {
		t.Run(name, func(t *testing.T) {
			newClient(t, memory.NewRepository()).expect(http.StatusBadRequest, http.MethodPost, path, body)
		})
	}
	c.expect(http.StatusCreated, http.MethodPost, path, `{"name":"`+strings.Repeat("é", 200)+`"}`)
	c.expect(http.StatusRequestEntityTooLarge, http.MethodPost, path, `{"name":"x","more":"`+strings.Repeat("x", 1<<20)+`"}`)
	twice := c.expect(http.StatusCreated, http.MethodPost, path, `{"name":"x","NAME":"\u0000","deſcription":"\u0000"}`)
	if twice["name"] != "x" || twice["description"] != nil {
		t.Errorf("names that nobody documented are taken: %v", twice)
	}
	c.expect(http.StatusNotFound, http.MethodGet, path+"/", "")
	for _, query := range []string{"limit=0", "limit=201", "limit=x", "limit=", "limit=%", "cursor=x", "cursor="} {
		c.expect(http.StatusBadRequest, http.MethodGet, path+"?"+query, "")
	}
}

func TestWhatIsUnknownIsNotFound(t *testing.T) {
	c := newClient(t, memory.NewRepository())
	for _, id := range []string{uuid.NewString(), "x", "%00"} {
		c.expect(http.StatusNotFound, http.MethodGet, path+"/"+id, "")
		c.expect(http.StatusNotFound, http.MethodPut, path+"/"+id, `{"name":"x"}`)
		c.expect(http.StatusNotFound, http.MethodDelete, path+"/"+id, "")
	}
	c.expect(http.StatusNotFound, http.MethodGet, "/nothing-here", "")
	c.expect(http.StatusMethodNotAllowed, http.MethodDelete, path, "")
}

func TestADrainingServiceIsAliveButNotReady(t *testing.T) {
	c := newClient(t, memory.NewRepository())
	c.expect(http.StatusOK, http.MethodGet, "/health/ready", "")
	c.drain.Start()
	c.expect(http.StatusServiceUnavailable, http.MethodGet, "/health/ready", "")
	c.expect(http.StatusOK, http.MethodGet, "/health/live", "")
	c.expect(http.StatusOK, http.MethodGet, path, "")
}

// lost is an unreachable repository.
type lost struct {
	domain.${{ values.resource | capitalize }}Repository
}

var errLost = errors.New("dial tcp 10.0.0.1: password=hunter2")

func (lost) Ping(context.Context) error { return errLost }

func (lost) Get(context.Context, uuid.UUID) (domain.${{ values.resource | capitalize }}, error) {
	return domain.${{ values.resource | capitalize }}{}, errLost
}

func TestALostRepositoryIsReportedWithoutItsSecrets(t *testing.T) {
	c := newClient(t, lost{})
	c.expect(http.StatusServiceUnavailable, http.MethodGet, "/health/ready", "")
	answer := c.expect(http.StatusInternalServerError, http.MethodGet, path+"/"+uuid.NewString(), "")
	if strings.Contains(fmt.Sprint(answer), "hunter2") {
		t.Errorf("the answer has the secret: %v", answer)
	}
	// A panic also gets a response (this repository has no List).
	c.expect(http.StatusInternalServerError, http.MethodGet, path, "")
}

func TestRequestsAreMeasuredByRoute(t *testing.T) {
	c := newClient(t, memory.NewRepository())
	c.expect(http.StatusNotFound, http.MethodGet, path+"/"+uuid.NewString(), "")
	c.expect(http.StatusNotFound, "INVENTED", "/nothing-here", "")
	answer := httptest.NewRecorder()
	c.handler.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	for _, want := range []string{
		`http_requests_total{method="GET",route="` + path + `/{id}",status="404"} 1`,
		`http_request_duration_seconds_bucket{method="GET",route="` + path + `/{id}",le="+Inf"} 1`,
		`http_requests_total{method="other",route="unmatched",status="404"} 1`,
	} {
		if !strings.Contains(answer.Body.String(), want) {
			t.Errorf("/metrics lacks %s:\n%s", want, answer.Body)
		}
	}
}

func TestEveryOperationIsDocumented(t *testing.T) {
	document := newClient(t, memory.NewRepository()).expect(http.StatusOK, http.MethodGet, "/openapi.json", "")
	for route, methods := range map[string][]string{path: {"get", "post"}, path + "/{id}": {"get", "put", "delete"}} {
		for _, method := range methods {
			operation := document["paths"].(map[string]any)[route].(map[string]any)[method].(map[string]any)
			if operation["operationId"] == "" || len(operation["responses"].(map[string]any)) < 2 {
				t.Errorf("%s %s: %v", method, route, operation)
			}
		}
	}
}
