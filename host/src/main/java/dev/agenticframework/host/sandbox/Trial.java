package dev.agenticframework.host.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agenticframework.host.Command;
import dev.agenticframework.host.ProcessGroups;
import dev.agenticframework.host.Trees;
import dev.agenticframework.host.sandbox.Sandbox.Offered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// Tries what this machine offers: it runs a command in a sandbox of each kind, the best kind first.
record Trial(Sandbox sandbox) {

    private static final String IDENTITY = "trial";
    private static final Duration LIMIT = Duration.ofSeconds(10);
    // The parent is the first process of the namespace, and no other process is seen.
    private static final String ALONE = "test $PPID = 1 && set -- /proc/[0-9]* && test $# -le 4 && id -u";
    private static final String WHO = "id -u";

    Optional<Offered> best() {
        if (!sandbox.machine().linux()) {
            return Optional.empty();
        }
        var groups = ControlGroups.delegated(Path.of("/proc"));
        var kinds = groups.isPresent() ? List.of(groups, Optional.<ControlGroups>empty()) : List.of(groups);
        return kinds.stream()
                .flatMap(kind -> Stream.of(
                        new Offered(Isolation.NAMESPACES, true, kind), new Offered(Isolation.NAMESPACES, false, kind)))
                .filter(offered -> works(offered, ALONE))
                .findFirst()
                .or(() -> kinds.stream()
                        .map(kind -> new Offered(Isolation.USERS, false, kind))
                        .filter(offered -> sandbox.machine().root() && works(offered, WHO))
                        .findFirst());
    }

    private boolean works(Offered offered, String script) {
        try {
            var folder = Files.createTempDirectory(Files.createDirectories(sandbox.state()), "trial-");
            try {
                var user = answer(offered, script, folder);
                return user.isPresent() && expected(user.get());
            } finally {
                Trees.delete(folder);
            }
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<String> answer(Offered offered, String script, Path folder)
            throws IOException, InterruptedException {
        var command =
                new Command(List.of("/bin/sh", "-c", script), Path.of("/"), Map.of("PATH", "/usr/bin:/bin"), IDENTITY);
        var confinement = new Confinement(IDENTITY, List.of(), List.of(), Optional.of(folder), Limits.ofScript(LIMIT));
        var groups = new ProcessGroups("trial-" + UUID.randomUUID());
        var output = new CompletableFuture<String>();
        var code = groups.run(
                sandbox.confine(command, confinement, offered),
                LIMIT,
                stream -> output.complete(new String(stream.readAllBytes(), UTF_8).strip()));
        return code.filter(ended -> ended == 0).map(ended -> output.getNow(""));
    }

    // As root, the command has another user. An ordinary user stays who it is.
    private boolean expected(String user) throws IOException {
        return user.equals(Integer.toString(sandbox.user(IDENTITY)));
    }
}
