package dev.agenticframework.app.backup;

import java.util.List;

/// The first file of a backup: what it is.
///
/// @param format the version of the format of the archive
/// @param product the version of the platform that made it
/// @param createdAt when it was begun, in ISO 8601
/// @param home where the installation was
/// @param contents the directories and files of the installation
/// @param secretKey whether the archive has the key of the secrets. Otherwise it is in the environment of the platform
record Manifest(int format, String product, String createdAt, String home, List<String> contents, boolean secretKey) {

    static final int FORMAT = 1;
    static final String NAME = "agentic-backup.json";
    /// The last file: a line with SHA-256, size and path for each file before it.
    static final String CHECKSUMS = "SHA256SUMS";
    static final int MAX_BYTES = 1 << 20;

    Manifest {
        contents = List.copyOf(contents);
    }
}
