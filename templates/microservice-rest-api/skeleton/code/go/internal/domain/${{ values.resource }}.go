// Package domain contains ${{ values.resourcePlural }} and their operations, without HTTP and storage.
package domain

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
)

// Limits for the data of clients.
const (
	MaxNameLength        = 200
	MaxDescriptionLength = 2000
	DefaultPageSize      = 50
	MaxPageSize          = 200
)

// ErrNotFound means that no ${{ values.resource }} has the requested id.
var ErrNotFound = errors.New("${{ values.resource }} not found")

// ${{ values.resource | capitalize }} is one stored ${{ values.resource }}.
type ${{ values.resource | capitalize }} struct {
	ID          uuid.UUID
	Name        string
	Description *string
	CreatedAt   time.Time
	UpdatedAt   time.Time
}

// ${{ values.resource | capitalize }}Fields contains the fields that a client sets.
type ${{ values.resource | capitalize }}Fields struct {
	Name        string
	Description *string
}

// ${{ values.resource | capitalize }}Repository stores ${{ values.resourcePlural }}. Each implementation must pass the tests of package domaintest.
type ${{ values.resource | capitalize }}Repository interface {
	// List returns at most limit ${{ values.resourcePlural }} with an id greater than after, ordered by id.
	List(ctx context.Context, after uuid.UUID, limit int) ([]${{ values.resource | capitalize }}, error)
	// Get returns the ${{ values.resource }} with an id, or ErrNotFound.
	Get(ctx context.Context, id uuid.UUID) (${{ values.resource | capitalize }}, error)
	Insert(ctx context.Context, added ${{ values.resource | capitalize }}) error
	// Update replaces the fields and returns the result, or ErrNotFound.
	Update(ctx context.Context, id uuid.UUID, fields ${{ values.resource | capitalize }}Fields, at time.Time) (${{ values.resource | capitalize }}, error)
	// Delete deletes the ${{ values.resource }} with an id, or returns ErrNotFound.
	Delete(ctx context.Context, id uuid.UUID) error
	// Ping returns an error if the repository is unreachable.
	Ping(ctx context.Context) error
}
