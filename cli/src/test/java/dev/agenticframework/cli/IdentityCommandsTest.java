package dev.agenticframework.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class IdentityCommandsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Noted identity = new Noted();

    /// Writes down what it is asked for, and answers with what is set.
    private static final class Noted implements Identity {
        private final List<String> asked = new ArrayList<>();
        private String answer = "{}";

        private JsonNode noted(Object... what) {
            asked.add(List.of(what).toString());
            return Json.MAPPER.readTree(answer);
        }

        @Override
        public JsonNode issue(String subject, Set<String> groups, Duration validity, String by) {
            return noted("issue", subject, new TreeSet<>(groups), validity);
        }

        @Override
        public JsonNode issueToAccount(String account, Set<String> groups, Duration validity, String by) {
            return noted("issueToAccount", account, new TreeSet<>(groups), validity);
        }

        @Override
        public JsonNode tokens() {
            return noted("tokens");
        }

        @Override
        public void revoke(String id, String by) {
            noted("revoke", id);
        }

        @Override
        public void revokeSubject(String subject, String by) {
            noted("revokeSubject", subject);
        }

        @Override
        public JsonNode check(String user, List<String> groups, String permission, String service, String environment) {
            return noted("check", user, groups, permission, service, environment);
        }

        @Override
        public JsonNode audit(Map<String, String> query) {
            return noted("audit", query);
        }

        @Override
        public JsonNode verifyAudit() {
            return noted("verifyAudit");
        }
    }

    private record IdentityHost(Host empty, Identity identity) implements Host {
        @Override
        public Path home() {
            return empty.home();
        }

        @Override
        public Optional<Endpoint> running() {
            return empty.running();
        }

        @Override
        public Endpoint start(int port, Consumer<String> progress) {
            return empty.start(port, progress);
        }

        @Override
        public boolean stop(Consumer<String> progress) {
            return empty.stop(progress);
        }

        @Override
        public String token(String subject, Set<String> groups, Duration validity) {
            return empty.token(subject, groups, validity);
        }

        @Override
        public InstantSource clock() {
            return empty.clock();
        }

        @Override
        public Offline offline() {
            return empty.offline();
        }
    }

    private int run(String line) {
        var screen = new Screen(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                80);
        return Agentic.run(new IdentityHost(new EmptyHost(""), identity), screen, List.of(), line.split(" "));
    }

    private String output() {
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    void tokenOfAPersonIsPrintedAlone() {
        identity.answer = "{\"id\": \"t-1\", \"token\": \"a.b.c\"}";

        assertThat(run("token --subject ann --group developer --hours 2")).isZero();

        assertThat(identity.asked).containsExactly("[issue, ann, [developer], PT2H]");
        assertThat(output()).isEqualTo("a.b.c");
    }

    @Test
    void tokenOfAServiceAccountIsPrintedAloneWithANoteBesides() {
        identity.answer =
                "{\"id\": \"t-1\", \"subject\": \"service:ci\", \"expiresAt\": \"2026-02-01T00:00:00Z\", \"token\": \"a.b.c\"}";

        assertThat(run("token create --service-account ci --group developer --expires 30d"))
                .isZero();

        assertThat(identity.asked).containsExactly("[issueToAccount, ci, [developer], PT720H]");
        assertThat(output()).isEqualTo("a.b.c");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("service:ci").doesNotContain("a.b.c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0d", "367d", "99999d", "30", "d", "-1d", "30D", "1.5d", "9999999999h"})
    void validityThatIsNotOneIsAUsageError(String text) {
        int code = run("token create --service-account ci --group developer --expires " + text);

        assertThat(code).isEqualTo(ExitCode.USAGE.code());
        assertThat(identity.asked).isEmpty();
    }

    @Test
    void tokensAreRevokedByIdOrBySubject() {
        assertThat(run("token revoke t-1")).isZero();
        assertThat(run("token revoke --subject ann")).isZero();
        assertThat(run("token revoke")).isEqualTo(ExitCode.USAGE.code());
        assertThat(run("token revoke t-1 --subject ann")).isEqualTo(ExitCode.USAGE.code());

        assertThat(identity.asked).containsExactly("[revoke, t-1]", "[revokeSubject, ann]");
    }

    @Test
    void checkExitsWithTheDecision() {
        identity.answer = "{\"allowed\": true, \"reason\": \"A grant allows it.\"}";
        assertThat(run("access check ann start --service orders --environment dev --group sre"))
                .isZero();
        identity.answer = "{\"allowed\": false, \"reason\": \"No grant.\"}";
        assertThat(run("access check ann audit")).isEqualTo(ExitCode.FAILED.code());

        assertThat(identity.asked)
                .containsExactly("[check, ann, [sre], start, orders, dev]", "[check, ann, [], audit, *, *]");
        assertThat(output()).contains("Allowed. A grant allows it.").contains("Not allowed. No grant.");
    }

    @Test
    void auditIsATableWithBeforeAndAfter() {
        identity.answer = """
                {"items": [{"at": "2026-01-01T12:00:00Z", "who": "ann", "operation": "cancelWorkflow", "outcome": "denied",
                  "code": "NOT_ALLOWED", "workflowId": "wf-1", "about": [{"service": "orders", "environment": "production"}],
                  "before": {"status": "in_progress"}, "after": {}}], "next": "7"}""";

        assertThat(run("audit --who ann --limit 1")).isZero();

        assertThat(identity.asked).containsExactly("[audit, {who=ann, limit=1}]");
        assertThat(output())
                .contains(
                        "ann",
                        "cancelWorkflow",
                        "wf-1 orders in production",
                        "denied NOT_ALLOWED",
                        "status=in_progress");
    }

    @Test
    void damagedAuditLogExitsWithAFailure() {
        identity.answer = "{\"entries\": 3, \"first\": 1, \"last\": 3, \"head\": \"ab\"}";
        assertThat(run("audit verify")).isZero();
        identity.answer = "{\"problem\": \"audit-1.jsonl:2: The entry 2 was changed.\"}";
        assertThat(run("audit verify")).isEqualTo(ExitCode.FAILED.code());

        assertThat(output()).contains("entries 1 to 3").contains("The audit log is damaged. audit-1.jsonl:2");
    }
}
