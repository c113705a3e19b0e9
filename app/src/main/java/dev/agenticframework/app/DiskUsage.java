package dev.agenticframework.app;

import dev.agenticframework.agentapi.connect.DiskUse;
import dev.agenticframework.host.Usage;
import dev.agenticframework.runtimeembedded.EmbeddedWorkflowStore;
import dev.agenticframework.runtimeembedded.FileArtifactStore;
import dev.agenticframework.runtimeembedded.FileAuditLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The space that all data of an installation take, by kind.
///
/// @param connections the space that the data of connections take
/// @param kept how long workflows are kept
record DiskUsage(
        Settings settings,
        EmbeddedWorkflowStore workflows,
        FileArtifactStore artifacts,
        Supplier<List<DiskUse>> connections,
        Duration kept)
        implements Supplier<List<DiskUse>> {

    @Override
    public List<DiskUse> get() {
        String days = kept.toDays() + " days";
        var history = settings.file("workflows");
        var all = new ArrayList<DiskUse>();
        all.add(new DiskUse(
                "workflows", history, Usage.of(history).bytes(), workflows.count(), days + " after they ended"));
        all.add(files(
                "artifacts",
                artifacts.directory(),
                days + " after they were last stored, and as long as a workflow refers to them"));
        all.addAll(connections.get());
        all.add(files(
                "secrets", settings.file("secrets"), "until the service that uses them is removed with its data"));
        all.add(files("waivers", settings.file("waivers"), "until they expire, and unapproved ones for " + days));
        all.add(files("audit log", settings.file("audit"), FileAuditLog.KEPT_FOR_PEOPLE));
        all.add(files("platform logs", settings.file("logs"), Logs.KEPT_FOR_PEOPLE));
        return List.copyOf(all);
    }

    private static DiskUse files(String kind, Path path, String kept) {
        var usage = Usage.of(path);
        return new DiskUse(kind, path, usage.bytes(), usage.files(), kept);
    }
}
