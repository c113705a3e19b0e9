package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.FileTree;
import java.nio.file.Path;
import java.util.List;

/// A platform in a process of its own, which carries out one workflow's effects and says when it has: it is there to
/// be killed.
final class PlatformProcess {

    static final String SERVICE = "tiny";

    private PlatformProcess() {}

    static FileTree tree(String version, boolean database) {
        return new TinyService(SERVICE, version)
                .build("[\"sleep 0.3\", \"mkdir -p made\"]")
                .with("startsAfter", "0.3")
                .manifest(
                        database
                                ? "resources: [{type: postgresql, name: main, variable: DATABASE_URL}]"
                                : "resources: []")
                .tree();
    }

    /// Provisions, builds and deploys one version, as a workflow does, and is safe to repeat.
    static void carryOut(PlatformFixture fixture, String version, boolean database) throws InterruptedException {
        var revision = fixture.revision(SERVICE, tree(version, database));
        fixture.platform.provisioning().apply(SERVICE, "staging", revision, line -> {});
        var build = fixture.platform.builds().build(SERVICE, revision, line -> {});
        fixture.deploy(PlatformFixture.release("dep-" + version, SERVICE, build, 2, "rolling"));
    }

    public static void main(String[] arguments) throws InterruptedException {
        var directory = Path.of(arguments[0]);
        boolean database = Boolean.parseBoolean(arguments[1]);
        var fixture =
                new PlatformFixture(directory.resolve("platform"), new FileSecrets(directory.resolve("secrets.json")));
        IO.println("started");
        for (var version : List.of("one", "two")) {
            carryOut(fixture, version, database);
            IO.println("deployed " + version);
        }
        Thread.sleep(60_000);
    }
}
