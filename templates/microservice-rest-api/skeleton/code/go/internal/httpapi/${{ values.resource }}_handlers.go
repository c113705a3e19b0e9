package httpapi

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"example.com/${{ values.serviceName }}/internal/domain"
)

const collectionPath = "/${{ values.resourcePlural }}"

// ${{ values.resource | capitalize }}Fields is the body of a request. Unknown fields are ignored.
type ${{ values.resource | capitalize }}Fields struct {
	Name        string  `json:"name" minLength:"1" maxLength:"200" pattern:"^[^\\x00]*$" patternDescription:"text without NUL" example:"example" doc:"What it is called"`
	Description *string `json:"description,omitempty" nullable:"true" maxLength:"2000" pattern:"^[^\\x00]*$" patternDescription:"text without NUL" doc:"More about it"`
}

// UnmarshalJSON accepts names only in their documented case. encoding/json ignores case, so a NAME after a name would
// bypass the validation.
func (f *${{ values.resource | capitalize }}Fields) UnmarshalJSON(data []byte) error {
	var given map[string]json.RawMessage
	if err := json.Unmarshal(data, &given); err != nil {
		return err
	}
	for name, field := range map[string]any{"name": &f.Name, "description": &f.Description} {
		if value, ok := given[name]; ok {
			if err := json.Unmarshal(value, field); err != nil {
				return err
			}
		}
	}
	return nil
}

// ${{ values.resource | capitalize }} is the body of a response.
type ${{ values.resource | capitalize }} struct {
	ID          string    `json:"id" format:"uuid" doc:"Assigned by the service"`
	Name        string    `json:"name"`
	Description *string   `json:"description" nullable:"true"`
	CreatedAt   time.Time `json:"createdAt"`
	UpdatedAt   time.Time `json:"updatedAt"`
}

// ${{ values.resource | capitalize }}Page is a page of a list.
type ${{ values.resource | capitalize }}Page struct {
	Items []${{ values.resource | capitalize }} `json:"items" nullable:"false"`

	Next *string `json:"next" nullable:"true" doc:"The cursor of the next page; null on the last"`
}

type (
	listInput struct {
		Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"The maximum number of entries in a page"`
		Cursor string `query:"cursor" format:"uuid" doc:"The value of next in the previous page"`
	}
	createInput struct {
		Body ${{ values.resource | capitalize }}Fields
	}
	oneInput struct {
		ID string `path:"id" doc:"The id that the service assigned"`
	}
	replaceInput struct {
		ID   string `path:"id" doc:"The id that the service assigned"`
		Body ${{ values.resource | capitalize }}Fields
	}
	pageOutput struct {
		Body ${{ values.resource | capitalize }}Page
	}
	oneOutput struct {
		Body ${{ values.resource | capitalize }}
	}
	createdOutput struct {
		Location string `header:"Location" doc:"The path of the new entry"`
		Body     ${{ values.resource | capitalize }}
	}
)

type handlers struct {
	service *domain.${{ values.resource | capitalize }}Service

	logger *slog.Logger
}

// Resolve refuses parameters without a value, which the framework treats as missing.
func (*listInput) Resolve(ctx huma.Context) []error {
	address := ctx.URL()
	query, err := url.ParseQuery(address.RawQuery)
	if err != nil {
		return []error{&huma.ErrorDetail{Message: "must be percent-encoded", Location: "query"}}
	}
	var errs []error
	for _, name := range []string{"limit", "cursor"} {
		if query.Has(name) && query.Get(name) == "" {
			errs = append(errs, &huma.ErrorDetail{Message: "must not be empty", Location: "query." + name})
		}
	}
	return errs
}

func (h handlers) register(api huma.API) {
	path := collectionPath + "/{id}"
	huma.Register(api, operation("list${{ values.resourcePlural | capitalize }}", "List ${{ values.resourcePlural }}, the oldest first", http.MethodGet, collectionPath, http.StatusOK), h.list)
	huma.Register(api, operation("create${{ values.resource | capitalize }}", "Create one", http.MethodPost, collectionPath, http.StatusCreated), h.create)
	huma.Register(api, operation("get${{ values.resource | capitalize }}", "Read one", http.MethodGet, path, http.StatusOK), h.get)
	huma.Register(api, operation("replace${{ values.resource | capitalize }}", "Replace one", http.MethodPut, path, http.StatusOK), h.replace)
	huma.Register(api, operation("delete${{ values.resource | capitalize }}", "Delete one", http.MethodDelete, path, http.StatusNoContent), h.delete)
}

func operation(id, summary, method, path string, success int) huma.Operation {
	failures := []int{http.StatusInternalServerError}
	if method != http.MethodDelete && (method != http.MethodGet || path == collectionPath) {
		failures = append(failures, http.StatusBadRequest)
	}
	if path != collectionPath {
		failures = append(failures, http.StatusNotFound)
	}
	if method == http.MethodPost || method == http.MethodPut {
		failures = append(failures, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType)
	}
	return huma.Operation{
		OperationID: id, Summary: summary, Method: method, Path: path, Tags: []string{"${{ values.resourcePlural }}"},
		DefaultStatus: success, Errors: failures, MaxBodyBytes: maxBodyBytes,
	}
}

func (h handlers) list(ctx context.Context, in *listInput) (*pageOutput, error) {
	var after uuid.UUID
	if in.Cursor != "" {
		var err error
		if after, err = uuid.Parse(in.Cursor); err != nil {
			return nil, huma.Error400BadRequest("the cursor is not valid")
		}
	}
	found, next, err := h.service.List(ctx, after, in.Limit)
	if err != nil {
		return nil, h.problem(ctx, err)
	}
	page := ${{ values.resource | capitalize }}Page{Items: make([]${{ values.resource | capitalize }}, 0, len(found))}
	for _, each := range found {
		page.Items = append(page.Items, wire(each))
	}
	if next != nil {
		cursor := next.String()
		page.Next = &cursor
	}
	return &pageOutput{Body: page}, nil
}

func (h handlers) create(ctx context.Context, in *createInput) (*createdOutput, error) {
	created, err := h.service.Create(ctx, domain.${{ values.resource | capitalize }}Fields(in.Body))
	if err != nil {
		return nil, h.problem(ctx, err)
	}
	return &createdOutput{Location: collectionPath + "/" + created.ID.String(), Body: wire(created)}, nil
}

func (h handlers) get(ctx context.Context, in *oneInput) (*oneOutput, error) {
	id, err := parseID(in.ID)
	if err != nil {
		return nil, h.problem(ctx, err)
	}
	found, err := h.service.Get(ctx, id)
	if err != nil {
		return nil, h.problem(ctx, err)
	}
	return &oneOutput{Body: wire(found)}, nil
}

func (h handlers) replace(ctx context.Context, in *replaceInput) (*oneOutput, error) {
	id, err := parseID(in.ID)
	if err != nil {
		return nil, h.problem(ctx, err)
	}
	replaced, err := h.service.Replace(ctx, id, domain.${{ values.resource | capitalize }}Fields(in.Body))
	if err != nil {
		return nil, h.problem(ctx, err)
	}
	return &oneOutput{Body: wire(replaced)}, nil
}

func (h handlers) delete(ctx context.Context, in *oneInput) (*struct{}, error) {
	id, err := parseID(in.ID)
	if err != nil {
		return nil, h.problem(ctx, err)
	}
	if err := h.service.Delete(ctx, id); err != nil {
		return nil, h.problem(ctx, err)
	}
	return nil, nil
}

// parseID reads an id. An id that is not a UUID does not exist.
func parseID(text string) (uuid.UUID, error) {
	id, err := uuid.Parse(text)
	if err != nil {
		return id, domain.ErrNotFound
	}
	return id, nil
}

func wire(from domain.${{ values.resource | capitalize }}) ${{ values.resource | capitalize }} {
	return ${{ values.resource | capitalize }}{
		ID: from.ID.String(), Name: from.Name, Description: from.Description, CreatedAt: from.CreatedAt, UpdatedAt: from.UpdatedAt,
	}
}
