package dev.agenticframework.app;

import dev.agenticframework.localpipelines.PipelineServices;
import dev.agenticframework.localplatform.ScratchDatabases;
import java.util.Map;

/// Provides the jobs of a pipeline with real PostgreSQL databases on the server of the local platform.
final class PipelineDatabases implements PipelineServices {
    private final ScratchDatabases databases;

    PipelineDatabases(ScratchDatabases databases) {
        this.databases = databases;
    }

    @Override
    public boolean offers(String image) {
        String name = image.substring(image.lastIndexOf('/') + 1);
        return name.equals("postgres") || name.startsWith("postgres:");
    }

    @Override
    public Running start(Wanted wanted) throws InterruptedException {
        var lent = databases.lend(wanted.key());
        return new Lent(
                wanted.key(),
                Map.of(
                        "POSTGRES_HOST", lent.host(),
                        "POSTGRES_PORT", Integer.toString(lent.port()),
                        "POSTGRES_DB", lent.database(),
                        "POSTGRES_USER", lent.user(),
                        "POSTGRES_PASSWORD", lent.password()));
    }

    private final class Lent implements Running {
        private final String key;
        private final Map<String, String> variables;

        Lent(String key, Map<String, String> variables) {
            this.key = key;
            this.variables = variables;
        }

        @Override
        public Map<String, String> variables() {
            return variables;
        }

        @Override
        public void close() {
            try {
                databases.takeBack(key);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
