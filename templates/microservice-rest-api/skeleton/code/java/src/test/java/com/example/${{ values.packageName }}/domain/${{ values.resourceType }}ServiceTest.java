{% set R = values.resource | capitalize -%}
package com.example.${{ values.packageName }}.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.${{ values.packageName }}.storage.Memory${{ R }}Repository;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ${{ R }}ServiceTest {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123456789Z");

    private final ${{ R }}Service service =
            new ${{ R }}Service(new Memory${{ R }}Repository(), Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void createAssignsIdAndTimes() {
        var created = service.create(new ${{ R }}Fields("first", null));
        assertThat(created.id().version()).isEqualTo(7);
        assertThat(created.id().variant()).isEqualTo(2);
        assertThat(created.createdAt()).isEqualTo(Instant.parse("2026-01-02T12:00:00.123456Z"));
        assertThat(created.updatedAt()).isEqualTo(created.createdAt());
    }

    @Test
    void idsAreOrderedByTime() {
        var ids = List.of(
                TimeOrderedId.at(NOON), TimeOrderedId.at(NOON.plusNanos(1000)), TimeOrderedId.at(NOON.plusSeconds(1)));
        assertThat(ids.stream().map(UUID::toString)).isSorted();
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        for (int i = 0; i < 5; i++) {
            service.create(new ${{ R }}Fields("x", null));
        }
        List<UUID> ids = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        UUID cursor = null;
        do {
            var page = service.list(cursor, 2);
            page.items().forEach(each -> ids.add(each.id()));
            sizes.add(page.items().size());
            cursor = page.next();
        } while (cursor != null);
        assertThat(sizes).containsExactly(2, 2, 1);
        assertThat(ids).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void whatIsUnknownIsNotFound() {
        var unknown = UUID.randomUUID();
        assertThatThrownBy(() -> service.get(unknown)).isInstanceOf(${{ R }}NotFoundException.class);
        assertThatThrownBy(() -> service.delete(unknown)).isInstanceOf(${{ R }}NotFoundException.class);
        assertThatThrownBy(() -> service.replace(unknown, new ${{ R }}Fields("x", null)))
                .isInstanceOf(${{ R }}NotFoundException.class);
    }
}
