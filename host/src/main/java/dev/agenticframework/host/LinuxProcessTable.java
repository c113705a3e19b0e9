package dev.agenticframework.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        return pids().stream()
                .flatMap(pid -> find(pid).stream())
                .filter(entry -> entry.group() == group)
                .toList();
    }

    @Override
    public Map<String, List<Entry>> byMark(String variable, String prefix) {
        var name = variable + "=";
        var found = new HashMap<String, List<Entry>>();
        for (long pid : pids()) {
            value(pid, name)
                    .filter(value -> value.startsWith(prefix))
                    .ifPresent(value -> find(pid)
                            .ifPresent(entry -> found.computeIfAbsent(value, _ -> new ArrayList<>())
                                    .add(entry)));
        }
        return found;
    }

    @Override
    public boolean hasMark(Entry process, String variable, String prefix) {
        return value(process.pid(), variable + "=")
                        .filter(value -> value.startsWith(prefix))
                        .isPresent()
                && lives(process.pid(), process.birth());
    }

    private static Optional<String> value(long pid, String name) {
        var environment = "\0" + read(PROC.resolve(pid + "/environ"));
        int at = environment.indexOf("\0" + name);
        if (at < 0) {
            return Optional.empty();
        }
        int start = at + 1 + name.length();
        int end = environment.indexOf('\0', start);
        return Optional.of(end < 0 ? environment.substring(start) : environment.substring(start, end));
    }

    private static List<Long> pids() {
        var pids = new ArrayList<Long>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var process : processes) {
                pids.add(Long.parseLong(process.getFileName().toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pids;
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
