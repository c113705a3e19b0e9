package domain_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.com/${{ values.serviceName }}/internal/domain"
	"example.com/${{ values.serviceName }}/internal/memory"
)

var noon = time.Date(2026, time.January, 2, 12, 0, 0, 123456789, time.UTC)

func newService() *domain.${{ values.resource | capitalize }}Service {
	return domain.New${{ values.resource | capitalize }}Service(memory.NewRepository(), func() time.Time { return noon })
}

func TestCreateAssignsIDAndTimes(t *testing.T) {
	created, err := newService().Create(context.Background(), domain.${{ values.resource | capitalize }}Fields{Name: "first"})
	if err != nil {
		t.Fatal(err)
	}
	if created.ID.Version() != 7 {
		t.Errorf("id %s has version %d, want 7", created.ID, created.ID.Version())
	}
	if want := noon.Truncate(time.Microsecond); !created.CreatedAt.Equal(want) || !created.UpdatedAt.Equal(want) {
		t.Errorf("times are %s and %s, want %s", created.CreatedAt, created.UpdatedAt, want)
	}
}

func TestPagesFollowEachOtherWithoutGapOrRepetition(t *testing.T) {
	service, ctx := newService(), context.Background()
	for i := range 5 {
		if _, err := service.Create(ctx, domain.${{ values.resource | capitalize }}Fields{Name: fmt.Sprint(i)}); err != nil {
			t.Fatal(err)
		}
	}

	var names string
	var sizes []int
	for after := (uuid.UUID{}); ; {
		page, next, err := service.List(ctx, after, 2)
		if err != nil {
			t.Fatal(err)
		}
		sizes = append(sizes, len(page))
		for _, each := range page {
			names += each.Name
		}
		if next == nil {
			break
		}
		after = *next
	}
	if names != "01234" || fmt.Sprint(sizes) != "[2 2 1]" {
		t.Errorf("read %q in pages of %v, want 01234 in pages of [2 2 1]", names, sizes)
	}
}
