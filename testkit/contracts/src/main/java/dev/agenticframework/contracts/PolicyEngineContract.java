package dev.agenticframework.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.agentapi.Finding;
import dev.agenticframework.agentapi.PolicyEngine;
import dev.agenticframework.agentapi.PolicyEngine.Subject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What every [PolicyEngine] must do.
public abstract class PolicyEngineContract {
    /// The engine under test.
    protected abstract PolicyEngine engine();

    /// A document with several findings.
    protected abstract Subject offending();

    @Test
    void nothingIsFoundInNothing() {
        assertThat(engine().evaluate(new Subject("project", FileTree.of(Map.of()))))
                .isEmpty();
    }

    @Test
    void theWorstComesFirstThenByFileAndLine() {
        List<Finding> findings = engine().evaluate(offending());

        assertThat(findings).hasSizeGreaterThan(1).isSortedAccordingTo(Finding.WORST_FIRST);
    }

    @Test
    void theSameIsFoundAgain() {
        assertThat(engine().evaluate(offending())).isEqualTo(engine().evaluate(offending()));
    }

    @Test
    void everyFindingSaysWhatIsWrongWhereWhoSaysSoAndHowToMendIt() {
        Subject subject = offending();

        assertThat(engine().evaluate(subject)).allSatisfy(finding -> {
            assertThat(finding.rule()).matches("[a-z0-9]+(-[a-z0-9]+)*");
            assertThat(finding.message()).isNotBlank();
            assertThat(finding.remedy()).isNotBlank();
            assertThat(finding.policy()).isNotBlank();
            assertThat(subject.files().entries()).containsKey(finding.file());
            assertThat((long) finding.line()).isBetween(0L, lines(subject, finding.file()));
        });
    }

    private static long lines(Subject subject, String file) {
        byte[] content =
                Objects.requireNonNull(subject.files().entries().get(file)).content();
        return new String(content, java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .count();
    }
}
