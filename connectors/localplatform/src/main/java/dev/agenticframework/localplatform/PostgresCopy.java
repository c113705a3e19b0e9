package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.connect.LiveState;
import dev.agenticframework.host.LiveTreeVisitor;
import dev.agenticframework.host.ProcessTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Copies the data of the database server while it works: a base backup with the log that makes it consistent. Source:
/// PostgreSQL's manual, "Making a Base Backup Using the Low Level API".
///
/// Everything that was committed before the copy begins is in it. When no server runs, the data are copied as they are.
record PostgresCopy(PostgresHome home, ProcessTable processes, Connecting connecting) implements LiveState {

    private static final int FIRST_MAJOR_WITHOUT_EXCLUSIVE_BACKUPS = 15;
    private static final String SLOT = "agentic_backup_";
    private static final Path LOG = Path.of("pg_wal");
    private static final Path CONTROL = Path.of("global/pg_control");
    /// The directories whose content a server makes again.
    private static final Set<String> EMPTIED = Set.of(
            "pg_replslot", "pg_dynshmem", "pg_notify", "pg_serial", "pg_snapshots", "pg_stat_tmp", "pg_subtrans");
    private static final Pattern LEFT_OUT =
            Pattern.compile("postmaster\\.(pid|opts)|backup_label(\\.old)?|tablespace_map(\\.old)?|pg_internal\\.init.*"
                    + "|pgsql_tmp.*|\\..*\\.tmp");
    private static final Pattern SEGMENT = Pattern.compile("[0-9A-F]{24}|[0-9A-F]{8}\\.history");

    /// Connects to the server as its administrator.
    interface Connecting {
        Connection connect(int port) throws SQLException;
    }

    @Override
    public Path directory() {
        return home.data();
    }

    @Override
    public void copy(Copy copy, Consumer<String> progress) throws IOException, InterruptedException {
        if (!Files.isDirectory(home.data())) {
            return;
        }
        var running = Postmaster.find(home.data(), processes);
        if (running.isPresent()) {
            progress.accept("Copying the databases while their server works");
            try (var connection = connecting.connect(running.get().port())) {
                whileItWorks(connection, copy);
            } catch (SQLException e) {
                throw new FailureException(
                        disturbed("PostgreSQL ended the backup with the state " + e.getSQLState()), e);
            }
        } else {
            progress.accept("Copying the databases");
            asTheyAre(copy);
        }
    }

    private static Failure disturbed(String what) {
        return Failure.transientExternal("BACKUP_DISTURBED", what + ".", "Run the command again.");
    }

    private void asTheyAre(Copy copy) throws IOException {
        var control = home.data().resolve(CONTROL);
        var before = Files.readAllBytes(control);
        files(copy, true);
        copy.file(control);
        boolean same = Arrays.equals(before, Files.readAllBytes(control));
        if (!same || Postmaster.find(home.data(), processes).isPresent()) {
            throw new FailureException(disturbed("The database server was started during the backup"));
        }
    }

    private void whileItWorks(Connection connection, Copy copy) throws SQLException, IOException {
        boolean old = connection.getMetaData().getDatabaseMajorVersion() < FIRST_MAJOR_WITHOUT_EXCLUSIVE_BACKUPS;
        // Until the session ends, the server keeps the log that the copy needs.
        Sql.texts(
                connection,
                "SELECT slot_name FROM pg_create_physical_replication_slot(?, true, true)",
                SLOT + ProcessHandle.current().pid());
        var first = Sql.texts(
                        connection,
                        "SELECT pg_walfile_name("
                                + (old
                                        ? "pg_start_backup('agentic', true, false))"
                                        : "pg_backup_start('agentic', true))"))
                .getFirst();
        files(copy, false);
        copy.file(home.data().resolve(CONTROL));
        var stop = old ? "pg_stop_backup(false, false)" : "pg_backup_stop(false)";
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_walfile_name(lsn), labelfile FROM " + stop)) {
            row.next();
            copy.file(home.data().resolve("backup_label"), row.getString(2).getBytes(StandardCharsets.UTF_8));
            for (var segment : log(first, row.getString(1))) {
                copy.file(segment);
            }
        }
    }

    private List<Path> log(String first, String last) throws IOException {
        try (var segments = Files.list(home.data().resolve(LOG))) {
            return segments.filter(segment -> {
                        var name = segment.getFileName().toString();
                        return SEGMENT.matcher(name).matches()
                                && (name.endsWith(".history")
                                        || (name.compareTo(first) >= 0 && name.compareTo(last) <= 0));
                    })
                    .sorted()
                    .toList();
        }
    }

    private void files(Copy copy, boolean withLog) throws IOException {
        Files.walkFileTree(home.data(), new LiveTreeVisitor() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                var name = directory.getFileName().toString();
                if (LEFT_OUT.matcher(name).matches()) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                if (!Files.exists(directory)) {
                    // Its database was dropped meanwhile, which the log has.
                    return FileVisitResult.SKIP_SUBTREE;
                }
                copy.directory(directory);
                var inside = home.data().relativize(directory);
                boolean emptied = inside.getNameCount() == 1 && EMPTIED.contains(name);
                return emptied ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                var inside = home.data().relativize(file);
                boolean log = inside.startsWith(LOG);
                if (!LEFT_OUT.matcher(file.getFileName().toString()).matches()
                        && !inside.equals(CONTROL)
                        && (withLog || !log)) {
                    copy.file(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
