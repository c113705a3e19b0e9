package domain

import (
	"context"
	"time"

	"github.com/google/uuid"
)

// ${{ values.resource | capitalize }}Service implements the operations for clients.
type ${{ values.resource | capitalize }}Service struct {
	repository ${{ values.resource | capitalize }}Repository
	now        func() time.Time
	newID      func() (uuid.UUID, error)
}

// New${{ values.resource | capitalize }}Service returns a service for a repository. Ids are version 7 UUIDs, which sort by time.
func New${{ values.resource | capitalize }}Service(repository ${{ values.resource | capitalize }}Repository, now func() time.Time) *${{ values.resource | capitalize }}Service {
	return &${{ values.resource | capitalize }}Service{repository: repository, now: now, newID: uuid.NewV7}
}

// List returns a page, and the cursor of the next page, or nil for the last page.
func (s *${{ values.resource | capitalize }}Service) List(ctx context.Context, after uuid.UUID, limit int) ([]${{ values.resource | capitalize }}, *uuid.UUID, error) {
	// Read one entry more, to find out whether there is a next page.
	found, err := s.repository.List(ctx, after, limit+1)
	if err != nil || len(found) <= limit {
		return found, nil, err
	}
	next := found[limit-1].ID
	return found[:limit], &next, nil
}

// Get returns the ${{ values.resource }} with an id, or ErrNotFound.
func (s *${{ values.resource | capitalize }}Service) Get(ctx context.Context, id uuid.UUID) (${{ values.resource | capitalize }}, error) {
	return s.repository.Get(ctx, id)
}

// Create stores a new ${{ values.resource }}, and assigns its id and times.
func (s *${{ values.resource | capitalize }}Service) Create(ctx context.Context, fields ${{ values.resource | capitalize }}Fields) (${{ values.resource | capitalize }}, error) {
	id, err := s.newID()
	if err != nil {
		return ${{ values.resource | capitalize }}{}, err
	}
	now := s.timestamp()
	created := ${{ values.resource | capitalize }}{ID: id, Name: fields.Name, Description: fields.Description, CreatedAt: now, UpdatedAt: now}
	return created, s.repository.Insert(ctx, created)
}

// Replace replaces the fields and returns the result, or ErrNotFound.
func (s *${{ values.resource | capitalize }}Service) Replace(ctx context.Context, id uuid.UUID, fields ${{ values.resource | capitalize }}Fields) (${{ values.resource | capitalize }}, error) {
	return s.repository.Update(ctx, id, fields, s.timestamp())
}

// Delete deletes the ${{ values.resource }} with an id, or returns ErrNotFound.
func (s *${{ values.resource | capitalize }}Service) Delete(ctx context.Context, id uuid.UUID) error {
	return s.repository.Delete(ctx, id)
}

// Ready returns an error if the service cannot answer requests.
func (s *${{ values.resource | capitalize }}Service) Ready(ctx context.Context) error {
	return s.repository.Ping(ctx)
}

// timestamp returns the time with a precision that each store supports.
func (s *${{ values.resource | capitalize }}Service) timestamp() time.Time {
	return s.now().UTC().Truncate(time.Microsecond)
}
