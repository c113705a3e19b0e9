// Package memory keeps ${{ values.resourcePlural }} in memory. They are lost when the process ends, and replicas do not share them.
{%- if values.database == 'postgresql' %}
// Only tests use this package.
{%- endif %}
package memory

import (
	"bytes"
	"context"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	"example.com/${{ values.serviceName }}/internal/domain"
)

// Repository is a domain.${{ values.resource | capitalize }}Repository. Use NewRepository.
type Repository struct {
	mu   sync.RWMutex
	byID map[uuid.UUID]domain.${{ values.resource | capitalize }}
}

// NewRepository returns an empty repository.
func NewRepository() *Repository {
	return &Repository{byID: map[uuid.UUID]domain.${{ values.resource | capitalize }}{}}
}

// List implements domain.${{ values.resource | capitalize }}Repository.
func (r *Repository) List(_ context.Context, after uuid.UUID, limit int) ([]domain.${{ values.resource | capitalize }}, error) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	found := []domain.${{ values.resource | capitalize }}{}
	for id, each := range r.byID {
		if bytes.Compare(id[:], after[:]) > 0 {
			found = append(found, each)
		}
	}
	slices.SortFunc(found, func(a, b domain.${{ values.resource | capitalize }}) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	return found[:min(limit, len(found))], nil
}

// Get implements domain.${{ values.resource | capitalize }}Repository.
func (r *Repository) Get(_ context.Context, id uuid.UUID) (domain.${{ values.resource | capitalize }}, error) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	found, ok := r.byID[id]
	if !ok {
		return found, domain.ErrNotFound
	}
	return found, nil
}

// Insert implements domain.${{ values.resource | capitalize }}Repository.
func (r *Repository) Insert(_ context.Context, added domain.${{ values.resource | capitalize }}) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.byID[added.ID] = added
	return nil
}

// Update implements domain.${{ values.resource | capitalize }}Repository.
func (r *Repository) Update(_ context.Context, id uuid.UUID, fields domain.${{ values.resource | capitalize }}Fields, at time.Time) (domain.${{ values.resource | capitalize }}, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	updated, ok := r.byID[id]
	if !ok {
		return updated, domain.ErrNotFound
	}
	updated.Name, updated.Description, updated.UpdatedAt = fields.Name, fields.Description, at
	r.byID[id] = updated
	return updated, nil
}

// Delete implements domain.${{ values.resource | capitalize }}Repository.
func (r *Repository) Delete(_ context.Context, id uuid.UUID) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, ok := r.byID[id]; !ok {
		return domain.ErrNotFound
	}
	delete(r.byID, id)
	return nil
}

// Ping implements domain.${{ values.resource | capitalize }}Repository. Memory is always available.
func (r *Repository) Ping(context.Context) error { return nil }
