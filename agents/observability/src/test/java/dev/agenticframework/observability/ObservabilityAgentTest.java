package dev.agenticframework.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.Environments;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Targets;
import dev.agenticframework.agentapi.TaskResult;
import dev.agenticframework.contracts.AskedTask;
import dev.agenticframework.contracts.EventSchemas;
import dev.agenticframework.contracts.MemoryArtifacts;
import dev.agenticframework.contracts.PartialTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObservabilityAgentTest {

    private final MemoryArtifacts artifacts = new MemoryArtifacts();
    private SmallService service;
    private Agent agent;

    @BeforeEach
    void start() throws IOException {
        service = new SmallService();
        agent = EventSchemas.checking(
                new ObservabilityAgent(Targets.always(PartialTarget.of(service)), artifacts, Environments.defaults()));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private TaskResult verify() throws InterruptedException {
        return agent.perform(AskedTask.of("verify", inputs("staging")));
    }

    private Map<String, String> inputs(String environment) {
        return Map.of("serviceName", "small", "environment", environment, "deploymentId", "dep-1");
    }

    private String report(Map<String, String> outputs) {
        return new String(artifacts.read(outputs.get("deploymentReport")), StandardCharsets.UTF_8);
    }

    @Test
    void healthyServiceIsVerifiedWithItsFigures() throws Exception {
        var result = (TaskResult.Succeeded) verify();

        assertThat(result.outputs().values())
                .containsEntry("availability", "1.00000")
                .containsEntry("errorRate", "0.00000");
        assertThat(Long.parseLong(result.outputs().values().get("probeRequests")))
                .isEqualTo(6L * Probe.ROUNDS);
        assertThat(report(result.outputs().values()))
                .contains("meets its objective")
                .contains("create, read, delete on `/things`")
                .contains("9 requests since it started, 2 of them answered with 5xx");
    }

    @Test
    void probeLeavesNothingBehind() throws Exception {
        verify();

        assertThat(service.things).isEmpty();
    }

    @Test
    void probeOnlyReadsUnlessTheManifestPermitsMore() throws Exception {
        service.acceptsProbeWrites = false;
        var result = (TaskResult.Succeeded) verify();

        assertThat(service.writes.get()).isZero();
        assertThat(report(result.outputs().values())).contains("the list of `/things`");
    }

    @Test
    void probeNeverWritesInProduction() throws Exception {
        agent.perform(AskedTask.of("verify", inputs("production")));

        assertThat(service.writes.get()).isZero();
    }

    @Test
    void addressIsTheOneOfThePlatformWhateverTheTaskSays() throws Exception {
        for (String url : new String[] {"file:///etc/passwd", "javascript:1", "jar:x!/", "http://127.0.0.1:1"}) {
            var inputs = new HashMap<>(inputs("staging"));
            inputs.put("url", url);
            assertThat(agent.perform(AskedTask.of("verify", inputs))).isInstanceOf(TaskResult.Succeeded.class);
        }
    }

    @Test
    void addressThatIsNotOfTheWebIsRefused() {
        assertThatThrownBy(() -> new ServiceClient("file:///etc/passwd", ""))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("SERVICE_ADDRESS_INVALID");
    }

    @Test
    void failuresBeyondTheObjectiveEndTheTaskWithTheFigures() throws Exception {
        service.failsEach = 10;
        var result = (TaskResult.Terminal) verify();

        assertThat(result.failure().code()).isEqualTo("SLO_NOT_MET");
        assertThat(result.failure().message())
                .containsPattern("availability 9[0-9]\\.[0-9]{3} % \\(objective 99.500 %\\)");
        assertThat(report(result.outputs().values())).contains("**no**");
    }

    @Test
    void thingsThatCannotBeDeletedAreTold() throws Exception {
        service.refusesDelete = true;
        var result = (TaskResult.Succeeded) verify();

        assertThat(report(result.outputs().values()))
                .contains("could not delete " + (Probe.ROUNDS + Probe.WARM_UP_ROUNDS));
    }

    @Test
    void serviceWithoutAContractHasItsHealthProbed() throws Exception {
        service.openapi = "<html>";
        var result = (TaskResult.Succeeded) verify();

        assertThat(report(result.outputs().values())).contains("only its health was probed");
        assertThat(service.things).isEmpty();
    }

    @Test
    void exampleBodyMeetsTheBoundsOfItsSchema() {
        var contract = Contract.find(service.openapi).orElseThrow();

        assertThat(contract.example()).isEqualTo("{\"name\":\"probe of t\"}");
    }

    @Test
    void schemaThatRefersToItselfHasAnEndedExample() {
        var endless = service.openapi.replace(
                "{\"type\":\"string\",\"minLength\":1,\"maxLength\":10}", "{\"$ref\":\"#/components/schemas/Thing\"}");

        assertThat(Contract.find(endless).orElseThrow().example()).endsWith("null}}}}}}}");
    }
}
