package dev.agenticframework.httpapi.wire;

import dev.agenticframework.agentapi.connect.DiskUse;

@Described("The space that one kind of data takes.")
public record DiskUsage(
        @Described("What they are, such as builds.") String kind,

        @Described("Where they are on the machine of the platform.")
        String path,

        @Described("Their size in bytes.") long bytes,
        @Described("How many there are.") long count,
        @Described("How long or how much of them is kept.") String kept) {

    /// The space as the API shows it.
    public static DiskUsage of(DiskUse use) {
        return new DiskUsage(use.kind(), use.path().toString(), use.bytes(), use.count(), use.kept());
    }
}
