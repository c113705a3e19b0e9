{% set R = values.resource | capitalize -%}
package com.example.${{ values.packageName }}.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.${{ values.packageName }}.domain.${{ R }};
import com.example.${{ values.packageName }}.domain.${{ R }}Fields;
import com.example.${{ values.packageName }}.domain.${{ R }}Repository;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that each repository must pass. */
abstract class ${{ R }}RepositoryContract {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123456Z");

    /** Returns a new, empty repository. */
    abstract ${{ R }}Repository repository();

    @Test
    void whatIsInsertedCanBeRead() {
        var repository = repository();
        var added = insert(repository, "first", "with a description");
        assertThat(repository.find(added.id())).contains(added);
    }

    @Test
    void anUpdateReplacesEveryField() {
        var repository = repository();
        var before = insert(repository, "before", "to be removed");
        var after = new ${{ R }}(before.id(), "after", null, NOON, NOON.plusSeconds(1));
        assertThat(repository.update(before.id(), new ${{ R }}Fields("after", null), NOON.plusSeconds(1)))
                .contains(after);
        assertThat(repository.find(before.id())).contains(after);
    }

    @Test
    void whatIsDeletedIsGone() {
        var repository = repository();
        var gone = insert(repository, "gone", null);
        assertThat(repository.delete(gone.id())).isTrue();
        assertThat(repository.find(gone.id())).isEmpty();
    }

    @Test
    void whatIsUnknownIsReportedAsSuch() {
        var repository = repository();
        var unknown = UUID.randomUUID();
        assertThat(repository.find(unknown)).isEmpty();
        assertThat(repository.update(unknown, new ${{ R }}Fields("x", null), NOON)).isEmpty();
        assertThat(repository.delete(unknown)).isFalse();
    }

    @Test
    void aListIsOrderedAndBoundedAndResumed() {
        var repository = repository();
        var ids = Stream.generate(() -> insert(repository, "x", null).id())
                .limit(5)
                .sorted(Comparator.comparing(UUID::toString))
                .toList();
        assertThat(repository.list(null, 2)).extracting(${{ R }}::id).isEqualTo(ids.subList(0, 2));
        assertThat(repository.list(ids.get(1), 2)).extracting(${{ R }}::id).isEqualTo(ids.subList(2, 4));
    }

    @Test
    void textOfEveryScriptIsKeptExactly() {
        var repository = repository();
        var text = "'; -- \"\\ ${x} :x ? %s \n\t é 漢字 😀";
        var added = insert(repository, text, text);
        assertThat(repository.find(added.id())).contains(added);
    }

    private static ${{ R }} insert(${{ R }}Repository repository, String name, String description) {
        var added = new ${{ R }}(UUID.randomUUID(), name, description, NOON, NOON);
        repository.insert(added);
        return added;
    }
}
