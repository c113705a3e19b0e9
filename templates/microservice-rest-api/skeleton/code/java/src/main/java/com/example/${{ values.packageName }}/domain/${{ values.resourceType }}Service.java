{% set R = values.resource | capitalize -%}
package com.example.${{ values.packageName }}.domain;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The operations on ${{ values.resourcePlural }}. */
public final class ${{ R }}Service {

    private final ${{ R }}Repository repository;
    private final Clock clock;

    public ${{ R }}Service(${{ R }}Repository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** One page, oldest first. */
    public ${{ R }}Page list(@Nullable UUID after, int limit) {
        // Read one entry more, to find out whether there is a next page.
        var found = repository.list(after, limit + 1);
        if (found.size() <= limit) {
            return new ${{ R }}Page(found, null);
        }
        return new ${{ R }}Page(found.subList(0, limit), found.get(limit - 1).id());
    }

    public ${{ R }} get(UUID id) {
        return repository.find(id).orElseThrow(${{ R }}NotFoundException::new);
    }

    public ${{ R }} create(${{ R }}Fields fields) {
        Instant now = now();
        var created = new ${{ R }}(TimeOrderedId.at(now), fields.name(), fields.description(), now, now);
        repository.insert(created);
        return created;
    }

    public ${{ R }} replace(UUID id, ${{ R }}Fields fields) {
        return repository.update(id, fields, now()).orElseThrow(${{ R }}NotFoundException::new);
    }

    public void delete(UUID id) {
        if (!repository.delete(id)) {
            throw new ${{ R }}NotFoundException();
        }
    }

    /** Returns the time with a precision that each store supports. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
