package memory_test

import (
	"testing"

	"example.com/${{ values.serviceName }}/internal/domain"
	"example.com/${{ values.serviceName }}/internal/domain/domaintest"
	"example.com/${{ values.serviceName }}/internal/memory"
)

func TestRepository(t *testing.T) {
	domaintest.TestRepository(t, func(*testing.T) domain.${{ values.resource | capitalize }}Repository { return memory.NewRepository() })
}
