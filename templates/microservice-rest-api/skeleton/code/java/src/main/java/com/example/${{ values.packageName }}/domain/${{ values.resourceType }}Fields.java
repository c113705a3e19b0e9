package com.example.${{ values.packageName }}.domain;

import org.jspecify.annotations.Nullable;

/** The fields that a client sets. */
public record ${{ values.resource | capitalize }}Fields(String name, @Nullable String description) {

    public static final int MAX_NAME_LENGTH = 200;
    public static final int MAX_DESCRIPTION_LENGTH = 2000;
}
