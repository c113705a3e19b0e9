package dev.agenticframework.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The operations on services that run, with a service that really runs.
@Tag("slow")
class RunningServiceTest {
    private static final String DEV = "{\"service\": \"ledger\", \"environment\": \"dev\"}";

    @Test
    void serviceIsShownDeployedRolledBackAndRemovedAsTheDescriptionSays(@TempDir Path home) throws Exception {
        try (var api = new RunningApi(home)) {
            var asked = api.post(
                    "/workflows",
                    "{\"request\": \"Create a Go REST service called ledger without a database in dev\"}");
            String id = asked.body().path("workflowId").asString();
            var ended = api.ended(id);
            assertThat(ended.path("status").asString())
                    .as(ended.path("failure").toString())
                    .isEqualTo("completed");

            var service = api.get("/services/ledger").body().path("items").get(0);
            assertThat(service.path("instances").get(0).path("details").propertyNames())
                    .containsExactly("pid", "port");
            assertThat(api.get("/services").body().path("items").get(0)).isEqualTo(service);
            assertThat(api.get("/services/ledger/logs?environment=dev&lines=5").status())
                    .isEqualTo(200);

            for (String path : new String[] {"/deploy", "/rollback"}) {
                var started = api.post(path, DEV);
                assertThat(started.status()).as(path).isEqualTo(202);
                api.ended(started.body().path("workflowId").asString());
            }
            String withData = "/services/ledger?environment=dev&withData=true";
            assertThat(api.send("DELETE", withData, api.admin(), "").code()).isEqualTo("REMOVAL_NOT_CONFIRMED");
            var removal = api.send("DELETE", withData + "&confirm=ledger", api.admin(), "");
            assertThat(removal.status()).isEqualTo(202);
            api.ended(removal.body().path("workflowId").asString());
            assertThat(api.get("/services").body().path("items")).isEmpty();
            assertThat(api.contract().answered())
                    .contains("deploy", "rollback", "getService", "getServiceLogs", "removeService");
        }
    }
}
