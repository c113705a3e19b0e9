package postgres_test

import (
	"context"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"example.com/${{ values.serviceName }}/internal/domain"
	"example.com/${{ values.serviceName }}/internal/domain/domaintest"
	"example.com/${{ values.serviceName }}/internal/postgres"
)

func TestRepository(t *testing.T) {
	domaintest.TestRepository(t, func(t *testing.T) domain.${{ values.resource | capitalize }}Repository {
		databaseURL := emptySchema(t)
		if err := postgres.Migrate(context.Background(), databaseURL); err != nil {
			t.Fatal(err)
		}
		repository, err := postgres.Open(context.Background(), databaseURL)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(repository.Close)
		return repository
	})
}

func TestMigrationsMayRunAtTheSameTime(t *testing.T) {
	databaseURL := emptySchema(t)
	errs := make([]error, 3)
	var group sync.WaitGroup
	for i := range errs {
		group.Go(func() { errs[i] = postgres.Migrate(context.Background(), databaseURL) })
	}
	group.Wait()
	for _, err := range errs {
		if err != nil {
			t.Error(err)
		}
	}
}

func TestTheDatabasePasswordIsNotInErrors(t *testing.T) {
	_, err := postgres.Open(context.Background(), "postgresql://app:hunter2@host:port/app")
	if err == nil || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("Open() = %v, want an error without the password", err)
	}
}

// emptySchema creates a new schema for a test, in the database of TEST_DATABASE_URL.
func emptySchema(t *testing.T) string {
	t.Helper()
	databaseURL := os.Getenv("TEST_DATABASE_URL")
	if databaseURL == "" {
		if os.Getenv("CI") != "" {
			t.Fatal("set TEST_DATABASE_URL in CI")
		}
		t.Skip("set TEST_DATABASE_URL to run the tests against PostgreSQL")
	}

	ctx, schema := context.Background(), "test_"+strings.ReplaceAll(uuid.NewString(), "-", "")
	conn, err := pgx.Connect(ctx, databaseURL)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Exec(ctx, "CREATE SCHEMA "+schema); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := conn.Exec(ctx, "DROP SCHEMA "+schema+" CASCADE"); err != nil {
			t.Error(err)
		}
		if err := conn.Close(ctx); err != nil {
			t.Error(err)
		}
	})

	parsed, err := url.Parse(databaseURL)
	if err != nil {
		t.Fatal(err)
	}
	query := parsed.Query()
	query.Set("search_path", schema)
	parsed.RawQuery = query.Encode()
	return parsed.String()
}
