package dev.agenticframework.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Reads `/proc` (proc(5)). A process's birth is the boot's id and its start in clock ticks, which no change of the
/// wall clock moves.
final class LinuxProcessTable implements ProcessTable {

    private static final Path PROC = Path.of("/proc");
    private static final int STATE = 0;
    private static final int GROUP = 2;
    private static final int START = 19;

    private final String boot;

    LinuxProcessTable() {
        this.boot = read(PROC.resolve("sys/kernel/random/boot_id")).strip();
    }

    static boolean available() {
        return Files.isReadable(PROC.resolve("self/stat"));
    }

    @Override
    public Optional<Entry> find(long pid) {
        return parse(pid, read(PROC.resolve(pid + "/stat")));
    }

    private Optional<Entry> parse(long pid, String stat) {
        // The command's name, in parentheses, may hold anything; what follows the last one is numbers.
        var fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        if (fields.length <= START || fields[STATE].equals("Z") || fields[STATE].equals("X")) {
            return Optional.empty();
        }
        return Optional.of(new Entry(pid, Long.parseLong(fields[GROUP]), boot + "/" + fields[START]));
    }

    @Override
    public List<Entry> group(long group) {
        return all(pid -> true).stream().filter(entry -> entry.group() == group).toList();
    }

    @Override
    public List<Entry> marked(String variable, String prefix) {
        var wanted = variable + "=" + prefix;
        return all(pid -> hasVariable(pid, wanted));
    }

    @Override
    public boolean hasMark(Entry process, String variable, String prefix) {
        return hasVariable(process.pid(), variable + "=" + prefix) && lives(process.pid(), process.birth());
    }

    private static boolean hasVariable(long pid, String wanted) {
        var environment = read(PROC.resolve(pid + "/environ"));
        return environment.startsWith(wanted) || environment.contains("\0" + wanted);
    }

    private List<Entry> all(Predicate<Long> wanted) {
        var entries = new ArrayList<Entry>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var process : processes) {
                long pid = Long.parseLong(process.getFileName().toString());
                if (wanted.test(pid)) {
                    find(pid).ifPresent(entries::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    // A process may end between being listed and being read: that is as if it had not been listed.
    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
