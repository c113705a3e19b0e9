package dev.agenticframework.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.SecretStore;
import org.junit.jupiter.api.Test;

/// What every [SecretStore] must do.
public abstract class SecretStoreContract {
    private static final String NAME = "postgresql/user-service/staging";

    /// Opens the store under test. A second call in a test opens the store that the first has left.
    protected abstract SecretStore open();

    @Test
    void secretIsThereAfterReopening() {
        open().put(NAME, "päss");

        assertThat(open().get(NAME)).contains("päss");
        assertThat(open().get("other")).isEmpty();
    }

    @Test
    void secondPutReplacesAndPutIfAbsentKeeps() {
        SecretStore store = open();
        store.put(NAME, "one");
        store.put(NAME, "two");

        assertThat(store.putIfAbsent(NAME, "three")).isEqualTo("two");
        assertThat(store.putIfAbsent("fresh", "four")).isEqualTo("four");
        assertThat(store.get(NAME)).contains("two");
    }

    @Test
    void deletedSecretIsGone() {
        SecretStore store = open();
        store.put(NAME, "one");

        store.delete(NAME);
        store.delete(NAME);

        assertThat(open().get(NAME)).isEmpty();
    }

    @Test
    void hostileNamesAreRefusedAndNotRepeated() {
        assertThatThrownBy(() -> open().put("../../etc/passwd", "x"))
                .isInstanceOf(FailureException.class)
                .hasMessageNotContaining("passwd");
    }
}
