package dev.agenticframework.host.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agenticframework.host.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Gives each identity a number of a user that nobody else has: above those of people, system services and containers.
/// An identity keeps its number for good, and no number is given twice.
///
/// The file has a line `NUMBER NAME` for each identity.
final class Identities {

    static final int FIRST = 1_900_000_000;
    /// How many identities one file can have.
    static final int BLOCK = 4096;

    private static final int BLOCKS = 50_000;

    private final Path file;

    Identities(Path file) {
        this.file = file;
    }

    /// The user of an identity. Its group has the same number.
    synchronized int user(String identity) throws IOException {
        var known = read();
        var user = known.get(identity);
        if (user != null) {
            return user;
        }
        int next = known.values().stream().mapToInt(Integer::intValue).max().orElseGet(this::beforeFirst) + 1;
        if (known.size() >= BLOCK) {
            throw new IOException("All " + BLOCK + " users in " + file + " are given.");
        }
        known.put(identity, next);
        write(known);
        return next;
    }

    // Another platform on this machine most likely starts in another block.
    private int beforeFirst() {
        return FIRST + Math.floorMod(file.toString().hashCode(), BLOCKS) * BLOCK - 1;
    }

    private Map<String, Integer> read() throws IOException {
        var known = new LinkedHashMap<String, Integer>();
        if (Files.exists(file)) {
            for (var line : Files.readAllLines(file, UTF_8)) {
                int space = line.indexOf(' ');
                known.put(line.substring(space + 1), Integer.valueOf(line.substring(0, space)));
            }
        }
        return known;
    }

    private void write(Map<String, Integer> known) throws IOException {
        var text = new StringBuilder();
        known.forEach((identity, user) ->
                text.append(user).append(' ').append(identity).append('\n'));
        DurableFiles.replace(file, text.toString().getBytes(UTF_8));
    }
}
