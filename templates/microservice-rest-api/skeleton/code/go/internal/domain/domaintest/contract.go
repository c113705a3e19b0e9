// Package domaintest contains the tests that each repository must pass.
package domaintest

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.com/${{ values.serviceName }}/internal/domain"
)

var noon = time.Date(2026, time.January, 2, 12, 0, 0, 123456000, time.UTC)

// TestRepository runs the tests, each on a new, empty repository.
func TestRepository(t *testing.T, open func(t *testing.T) domain.${{ values.resource | capitalize }}Repository) {
	t.Helper()
	for name, test := range map[string]func(*testing.T, domain.${{ values.resource | capitalize }}Repository){
		"what is inserted can be read":         insertedCanBeRead,
		"an update replaces every field":       updateReplacesFields,
		"what is deleted is gone":              deletedIsGone,
		"what is unknown is reported as such":  unknownIsReported,
		"a list is ordered, bounded, resumed":  listIsOrdered,
		"text of every script is kept exactly": textIsKept,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

func insertedCanBeRead(t *testing.T, repository domain.${{ values.resource | capitalize }}Repository) {
	description := "with a description"
	want := insert(t, repository, "first", &description)
	got, err := repository.Get(context.Background(), want.ID)
	if err != nil || !same(got, want) {
		t.Errorf("Get() = %+v, %v, want %+v", got, err, want)
	}
	if err := repository.Ping(context.Background()); err != nil {
		t.Errorf("Ping() = %v", err)
	}
}

func updateReplacesFields(t *testing.T, repository domain.${{ values.resource | capitalize }}Repository) {
	description := "to be removed"
	want := insert(t, repository, "before", &description)
	want.Name, want.Description, want.UpdatedAt = "after", nil, noon.Add(time.Hour)
	got, err := repository.Update(context.Background(), want.ID, domain.${{ values.resource | capitalize }}Fields{Name: "after"}, want.UpdatedAt)
	if err != nil || !same(got, want) {
		t.Errorf("Update() = %+v, %v, want %+v", got, err, want)
	}
}

func deletedIsGone(t *testing.T, repository domain.${{ values.resource | capitalize }}Repository) {
	gone := insert(t, repository, "gone", nil)
	if err := repository.Delete(context.Background(), gone.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := repository.Get(context.Background(), gone.ID); !errors.Is(err, domain.ErrNotFound) {
		t.Errorf("Get() after Delete() = %v, want ErrNotFound", err)
	}
}

func unknownIsReported(t *testing.T, repository domain.${{ values.resource | capitalize }}Repository) {
	ctx, id := context.Background(), uuid.New()
	if _, err := repository.Get(ctx, id); !errors.Is(err, domain.ErrNotFound) {
		t.Errorf("Get() = %v, want ErrNotFound", err)
	}
	if _, err := repository.Update(ctx, id, domain.${{ values.resource | capitalize }}Fields{Name: "x"}, noon); !errors.Is(err, domain.ErrNotFound) {
		t.Errorf("Update() = %v, want ErrNotFound", err)
	}
	if err := repository.Delete(ctx, id); !errors.Is(err, domain.ErrNotFound) {
		t.Errorf("Delete() = %v, want ErrNotFound", err)
	}
}

func listIsOrdered(t *testing.T, repository domain.${{ values.resource | capitalize }}Repository) {
	var ids []uuid.UUID
	for range 5 {
		ids = append(ids, insert(t, repository, "x", nil).ID)
	}
	slices.SortFunc(ids, func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) })

	got, err := repository.List(context.Background(), ids[1], 2)
	if err != nil || len(got) != 2 || got[0].ID != ids[2] || got[1].ID != ids[3] {
		t.Errorf("List() = %+v, %v, want the ids %v", got, err, ids[2:4])
	}
}

func textIsKept(t *testing.T, repository domain.${{ values.resource | capitalize }}Repository) {
	text := "'; -- \"\\ ${x} %s \n\t é 漢字 😀"
	want := insert(t, repository, text, &text)
	if got, err := repository.Get(context.Background(), want.ID); err != nil || !same(got, want) {
		t.Errorf("Get() = %+v, %v, want %+v", got, err, want)
	}
}

func insert(t *testing.T, repository domain.${{ values.resource | capitalize }}Repository, name string, description *string) domain.${{ values.resource | capitalize }} {
	t.Helper()
	added := domain.${{ values.resource | capitalize }}{ID: uuid.New(), Name: name, Description: description, CreatedAt: noon, UpdatedAt: noon}
	if err := repository.Insert(context.Background(), added); err != nil {
		t.Fatal(err)
	}
	return added
}

func same(a, b domain.${{ values.resource | capitalize }}) bool {
	sameDescription := (a.Description == nil) == (b.Description == nil) && (a.Description == nil || *a.Description == *b.Description)
	return a.ID == b.ID && a.Name == b.Name && sameDescription && a.CreatedAt.Equal(b.CreatedAt) && a.UpdatedAt.Equal(b.UpdatedAt)
}
