{% set R = values.resource | capitalize -%}
package com.example.${{ values.packageName }}.storage;

import com.example.${{ values.packageName }}.domain.${{ R }};
import com.example.${{ values.packageName }}.domain.${{ R }}Fields;
import com.example.${{ values.packageName }}.domain.${{ R }}Repository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Keeps ${{ values.resourcePlural }} in memory. They are lost when the process ends, and replicas do not share them.{% if values.database == 'postgresql' %} For tests.{% endif %} */
public final class Memory${{ R }}Repository implements ${{ R }}Repository {

    // The JDK compares UUIDs as signed numbers. Their text has the same order as their bytes.
    private final ConcurrentNavigableMap<String, ${{ R }}> byId = new ConcurrentSkipListMap<>();

    @Override
    public List<${{ R }}> list(@Nullable UUID after, int limit) {
        var behind = after == null ? byId : byId.tailMap(after.toString(), false);
        return behind.values().stream().limit(limit).toList();
    }

    @Override
    public Optional<${{ R }}> find(UUID id) {
        return Optional.ofNullable(byId.get(id.toString()));
    }

    @Override
    public void insert(${{ R }} added) {
        byId.put(added.id().toString(), added);
    }

    @Override
    public Optional<${{ R }}> update(UUID id, ${{ R }}Fields fields, Instant at) {
        return Optional.ofNullable(byId.computeIfPresent(
                id.toString(),
                (key, old) -> new ${{ R }}(id, fields.name(), fields.description(), old.createdAt(), at)));
    }

    @Override
    public boolean delete(UUID id) {
        return byId.remove(id.toString()) != null;
    }
}
