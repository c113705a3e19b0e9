package com.example.${{ values.packageName }}.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One stored ${{ values.resource }}. Its id and its times are the service's. */
public record ${{ values.resource | capitalize }}(
        UUID id, String name, @Nullable String description, Instant createdAt, Instant updatedAt) {}
