package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.JobServices;
import java.util.Map;

/// Lends the jobs of pipelines real PostgreSQL databases on the platform's server.
record LentDatabases(ScratchDatabases databases) implements JobServices {

    @Override
    public boolean offers(String image) {
        String name = image.substring(image.lastIndexOf('/') + 1);
        return name.equals("postgres") || name.startsWith("postgres:");
    }

    @Override
    public Running start(Wanted wanted) throws InterruptedException {
        var lent = databases.lend(wanted.key());
        return new Lent(
                databases,
                wanted.key(),
                Map.of(
                        "POSTGRES_HOST", lent.host(),
                        "POSTGRES_PORT", Integer.toString(lent.port()),
                        "POSTGRES_DB", lent.database(),
                        "POSTGRES_USER", lent.user(),
                        "POSTGRES_PASSWORD", lent.password()));
    }

    private record Lent(ScratchDatabases databases, String key, Map<String, String> variables) implements Running {
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
