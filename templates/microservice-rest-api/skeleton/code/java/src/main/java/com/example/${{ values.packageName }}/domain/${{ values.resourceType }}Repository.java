{% set R = values.resource | capitalize -%}
package com.example.${{ values.packageName }}.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where ${{ values.resourcePlural }} are kept, in the order of their ids. */
public interface ${{ R }}Repository {

    /** At most {@code limit} of them, behind the id {@code after}, or from the start where it is null. */
    List<${{ R }}> list(@Nullable UUID after, int limit);

    Optional<${{ R }}> find(UUID id);

    void insert(${{ R }} added);

    /** The result of the change, or nothing where there is none with this id. */
    Optional<${{ R }}> update(UUID id, ${{ R }}Fields fields, Instant at);

    /** Whether there was one. */
    boolean delete(UUID id);
}
