// Package domain holds what the service knows about ${{ values.resourcePlural }}, apart from HTTP and storage.
package domain

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
)

// Limits of what a client may send.
const (
	MaxNameLength        = 200
	MaxDescriptionLength = 2000
	DefaultPageSize      = 50
	MaxPageSize          = 200
)

// ErrNotFound says that no ${{ values.resource }} has the id that was asked for.
var ErrNotFound = errors.New("${{ values.resource }} not found")

// ${{ values.resource | capitalize }} is one stored ${{ values.resource }}.
type ${{ values.resource | capitalize }} struct {
	ID          uuid.UUID
	Name        string
	Description *string
	CreatedAt   time.Time
	UpdatedAt   time.Time
}

// ${{ values.resource | capitalize }}Fields are what a client chooses about one.
type ${{ values.resource | capitalize }}Fields struct {
	Name        string
	Description *string
}

// ${{ values.resource | capitalize }}Repository keeps ${{ values.resourcePlural }}. Every implementation passes the tests of package domaintest.
type ${{ values.resource | capitalize }}Repository interface {
	// List returns at most limit ${{ values.resourcePlural }} with an id above after, in the order of their ids.
	List(ctx context.Context, after uuid.UUID, limit int) ([]${{ values.resource | capitalize }}, error)
	// Get returns ErrNotFound where there is none.
	Get(ctx context.Context, id uuid.UUID) (${{ values.resource | capitalize }}, error)
	Insert(ctx context.Context, added ${{ values.resource | capitalize }}) error
	// Update replaces the fields and returns the result, or ErrNotFound.
	Update(ctx context.Context, id uuid.UUID, fields ${{ values.resource | capitalize }}Fields, at time.Time) (${{ values.resource | capitalize }}, error)
	// Delete returns ErrNotFound where there is none.
	Delete(ctx context.Context, id uuid.UUID) error
	// Ping says whether the repository can be reached.
	Ping(ctx context.Context) error
}
