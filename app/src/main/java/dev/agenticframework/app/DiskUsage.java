package dev.agenticframework.app;

import dev.agenticframework.agentapi.connect.DiskUse;
import dev.agenticframework.host.Usage;
import dev.agenticframework.runtimeembedded.EmbeddedWorkflowStore;
import dev.agenticframework.runtimeembedded.FileArtifactStore;
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
        var all = new ArrayList<DiskUse>();
        String days = kept.toDays() + " days";
        var history = settings.file("workflows");
        all.add(new DiskUse(
                "workflows", history, Usage.of(history).bytes(), workflows.count(), days + " after they ended"));
        var stored = Usage.of(artifacts.directory());
        all.add(new DiskUse(
                "artifacts",
                artifacts.directory(),
                stored.bytes(),
                stored.files(),
                days + " after they were last stored, and as long as a workflow refers to them"));
        all.addAll(connections.get());
        var logs = Usage.of(settings.file("logs"));
        all.add(new DiskUse("platform logs", settings.file("logs"), logs.bytes(), logs.files(), Logs.KEPT_FOR_PEOPLE));
        return List.copyOf(all);
    }
}
