package com.example.${{ values.packageName }}.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A stored ${{ values.resource }}. The service assigns its id and times. */
public record ${{ values.resource | capitalize }}(
        UUID id, String name, @Nullable String description, Instant createdAt, Instant updatedAt) {}
