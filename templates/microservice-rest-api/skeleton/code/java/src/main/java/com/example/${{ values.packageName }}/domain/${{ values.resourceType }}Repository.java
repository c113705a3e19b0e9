{% set R = values.resource | capitalize -%}
package com.example.${{ values.packageName }}.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The storage of ${{ values.resourcePlural }}, ordered by id. */
public interface ${{ R }}Repository {

    /** Returns at most {@code limit} entries with an id greater than {@code after}; null starts at the first. */
    List<${{ R }}> list(@Nullable UUID after, int limit);

    Optional<${{ R }}> find(UUID id);

    void insert(${{ R }} added);

    /** Returns the changed entry, or empty if no entry has this id. */
    Optional<${{ R }}> update(UUID id, ${{ R }}Fields fields, Instant at);

    /** Returns whether the entry existed. */
    boolean delete(UUID id);
}
