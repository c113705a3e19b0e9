package dev.agenticframework.host;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

/// A small process that copies the output of another one into a file, and keeps the file bounded.
///
/// A process that outlives the platform needs a reader that outlives it as well, so the reader is a process: `sh` with
/// the `dd` of the system, about 2 MB of memory. At any rate of output the file and the one before it, `FILE.1`, have
/// at most the given size each: `dd` reads and appends at most as many blocks as fit, and then the file is moved. When
/// the file cannot be written, because the disk is full, the output is read and lost, so that the writer never waits.
/// The keeper ends when all writers have ended.
final class LogKeeper {

    private static final int BLOCK_BYTES = 4096;

    // dd counts a short read as a block, so a round can end early, and never late. A round that reads nothing is the
    // end of the output.
    private static final String SCRIPT = """
            LC_ALL=C; export LC_ALL; umask 077
            while :; do
              size=$(wc -c <"$1") || size=0
              fit=$((($2 - size) / $3))
              if [ "$fit" -le 0 ]; then
                mv -f "$1" "$1.1" || true >"$1"
                size=$(wc -c <"$1") || size=0
                fit=$((($2 - size) / $3))
              fi
              if [ "$fit" -gt 0 ] && said=$(dd bs="$3" count="$fit" 2>&1 >>"$1"); then :
              else said=$(dd bs="$3" count=16 2>&1 >/dev/null)
              fi
              case $said in "0+0 records in"*) exit 0 ;; esac
            done 2>/dev/null
            """;

    private LogKeeper() {}

    /// The keeper of a log. Its input is the output to keep.
    ///
    /// @param maxBytes the largest size of the file, and of the one before it
    /// @param mark the value of [ProcessGroups#MARK]
    static ProcessBuilder of(Path log, long maxBytes, String mark) {
        var words = List.of(
                "/bin/sh",
                "-c",
                SCRIPT,
                "log-keeper",
                log.toString(),
                Long.toString(maxBytes),
                Integer.toString(BLOCK_BYTES));
        var builder = new ProcessBuilder(ProcessGroups.inNewSession(words))
                .directory(new File("/"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        var environment = builder.environment();
        environment.clear();
        environment.put("PATH", "/usr/bin:/bin");
        environment.put(ProcessGroups.MARK, mark);
        return builder;
    }
}
