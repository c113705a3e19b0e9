// Package postgres keeps ${{ values.resourcePlural }} in PostgreSQL.
package postgres

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"example.com/${{ values.serviceName }}/internal/domain"
)

const (
	connectTimeout   = 5 * time.Second
	statementTimeout = 10 * time.Second
	maxConnections   = 10
)

// Repository is a domain.${{ values.resource | capitalize }}Repository. Use Open.
type Repository struct {
	pool *pgxpool.Pool
}

// Open returns a repository on the database. It connects when first used.
func Open(ctx context.Context, databaseURL string) (*Repository, error) {
	cfg, err := pgxpool.ParseConfig(databaseURL)
	if err != nil {
		// The parser's message may repeat the URL, and with it the password.
		return nil, errors.New("DATABASE_URL is not a PostgreSQL connection URL")
	}
	cfg.MaxConns = maxConnections
	cfg.ConnConfig.ConnectTimeout = connectTimeout
	cfg.ConnConfig.RuntimeParams["statement_timeout"] = strconv.FormatInt(statementTimeout.Milliseconds(), 10)
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("open connection pool: %w", err)
	}
	return &Repository{pool: pool}, nil
}

// Close waits for the connections in use and closes all.
func (r *Repository) Close() { r.pool.Close() }

// row has its columns in the order of the statements below.
type row struct {
	ID          uuid.UUID
	Name        string
	Description *string
	CreatedAt   time.Time
	UpdatedAt   time.Time
}

// List implements domain.${{ values.resource | capitalize }}Repository.
func (r *Repository) List(ctx context.Context, after uuid.UUID, limit int) ([]domain.${{ values.resource | capitalize }}, error) {
	rows, err := r.pool.Query(ctx, `
		SELECT id, name, description, created_at, updated_at
		FROM "${{ values.resourcePlural }}" WHERE id > $1 ORDER BY id LIMIT $2`, after, limit)
	if err != nil {
		return nil, fmt.Errorf("list ${{ values.resourcePlural }}: %w", err)
	}
	found, err := pgx.CollectRows(rows, scan)
	if err != nil {
		return nil, fmt.Errorf("list ${{ values.resourcePlural }}: %w", err)
	}
	return found, nil
}

// Get implements domain.${{ values.resource | capitalize }}Repository.
func (r *Repository) Get(ctx context.Context, id uuid.UUID) (domain.${{ values.resource | capitalize }}, error) {
	return r.one(ctx, `
		SELECT id, name, description, created_at, updated_at
		FROM "${{ values.resourcePlural }}" WHERE id = $1`, id)
}

// Insert implements domain.${{ values.resource | capitalize }}Repository.
func (r *Repository) Insert(ctx context.Context, added domain.${{ values.resource | capitalize }}) error {
	_, err := r.pool.Exec(ctx, `
		INSERT INTO "${{ values.resourcePlural }}" (id, name, description, created_at, updated_at) VALUES ($1, $2, $3, $4, $5)`,
		added.ID, added.Name, added.Description, added.CreatedAt, added.UpdatedAt)
	if err != nil {
		return fmt.Errorf("insert ${{ values.resource }}: %w", err)
	}
	return nil
}

// Update implements domain.${{ values.resource | capitalize }}Repository.
func (r *Repository) Update(ctx context.Context, id uuid.UUID, fields domain.${{ values.resource | capitalize }}Fields, at time.Time) (domain.${{ values.resource | capitalize }}, error) {
	return r.one(ctx, `
		UPDATE "${{ values.resourcePlural }}" SET name = $2, description = $3, updated_at = $4 WHERE id = $1
		RETURNING id, name, description, created_at, updated_at`, id, fields.Name, fields.Description, at)
}

// Delete implements domain.${{ values.resource | capitalize }}Repository.
func (r *Repository) Delete(ctx context.Context, id uuid.UUID) error {
	tag, err := r.pool.Exec(ctx, `DELETE FROM "${{ values.resourcePlural }}" WHERE id = $1`, id)
	if err != nil {
		return fmt.Errorf("delete ${{ values.resource }}: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return domain.ErrNotFound
	}
	return nil
}

// Ping implements domain.${{ values.resource | capitalize }}Repository.
func (r *Repository) Ping(ctx context.Context) error { return r.pool.Ping(ctx) }

func (r *Repository) one(ctx context.Context, statement string, args ...any) (domain.${{ values.resource | capitalize }}, error) {
	rows, err := r.pool.Query(ctx, statement, args...)
	if err != nil {
		return domain.${{ values.resource | capitalize }}{}, fmt.Errorf("query ${{ values.resource }}: %w", err)
	}
	found, err := pgx.CollectExactlyOneRow(rows, scan)
	if errors.Is(err, pgx.ErrNoRows) {
		return found, domain.ErrNotFound
	}
	if err != nil {
		return found, fmt.Errorf("query ${{ values.resource }}: %w", err)
	}
	return found, nil
}

func scan(from pgx.CollectableRow) (domain.${{ values.resource | capitalize }}, error) {
	found, err := pgx.RowToStructByPos[row](from)
	if err != nil {
		return domain.${{ values.resource | capitalize }}{}, err
	}
	return domain.${{ values.resource | capitalize }}{
		ID: found.ID, Name: found.Name, Description: found.Description,
		CreatedAt: found.CreatedAt.UTC(), UpdatedAt: found.UpdatedAt.UTC(),
	}, nil
}
