package dev.agenticframework.runtimeembedded;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.waivers.Waiver;
import dev.agenticframework.agentapi.waivers.WaiverRegister;
import dev.agenticframework.host.DurableFiles;
import dev.agenticframework.host.Usage;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A register of waivers in a directory, with a file for each. Several processes can share it.
public final class FileWaiverRegister implements WaiverRegister {
    /// The most entries of one repository. A further one replaces the oldest that nobody has approved.
    static final int MAX_ENTRIES = 500;

    private static final String SUFFIX = ".json";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");
    private static final Comparator<Entry> OLDEST_FIRST = Comparator.comparing(Entry::requestedAt)
            .thenComparing(entry -> entry.waiver().id());
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path directory;
    private final InstantSource clock;

    /// A register in a directory, which is created with the first entry.
    public FileWaiverRegister(Path directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /// Where the entries are.
    public Path directory() {
        return directory;
    }

    @Override
    public Optional<Approval> request(Waiver waiver) {
        var known = read(file(waiver.id()));
        if (known.isPresent()) {
            return known.filter(entry -> entry.waiver().equals(waiver)).flatMap(Entry::approval);
        }
        makeRoom(waiver.repository());
        try {
            DurableFiles.create(
                    file(waiver.id()), JSON.writeValueAsBytes(new Entry(waiver, clock.instant(), Optional.empty())));
        } catch (FileAlreadyExistsException e) {
            // Another task has entered it in this moment.
        } catch (IOException e) {
            throw unwritable(e);
        }
        return Optional.empty();
    }

    // The entries are read only when one repository could have too many.
    private void makeRoom(String repository) {
        if (Usage.entries(directory) < MAX_ENTRIES) {
            return;
        }
        var entries = all().stream()
                .filter(entry -> entry.waiver().repository().equals(repository))
                .toList();
        if (entries.size() >= MAX_ENTRIES) {
            entries.stream()
                    .filter(entry -> entry.approval().isEmpty())
                    .findFirst()
                    .ifPresent(entry -> delete(entry.waiver().id()));
        }
    }

    @Override
    public List<Entry> all() {
        var entries = new ArrayList<Entry>();
        try (var files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path file : files) {
                read(file).ifPresent(entries::add);
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw unreadable(e);
        }
        entries.sort(OLDEST_FIRST);
        return entries;
    }

    @Override
    public Entry get(String id) {
        return Optional.of(id)
                .filter(ID.asMatchPredicate())
                .flatMap(known -> read(file(known)))
                .orElseThrow(() -> notFound(id));
    }

    @Override
    public Entry approve(String id, String by) {
        var entry = get(id);
        if (entry.approval().isPresent()) {
            return entry;
        }
        var approved = new Entry(entry.waiver(), entry.requestedAt(), Optional.of(new Approval(by, clock.instant())));
        try {
            DurableFiles.replace(file(id), JSON.writeValueAsBytes(approved));
        } catch (IOException e) {
            throw unwritable(e);
        }
        return approved;
    }

    @Override
    public void remove(String id) {
        if (!delete(get(id).waiver().id())) {
            throw notFound(id);
        }
    }

    /// Removes the waivers that have expired, and those that nobody has approved for a long time.
    ///
    /// @param since requests that are older are removed
    public void prune(Instant since) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        all().stream()
                .filter(entry -> entry.waiver().expires().isBefore(today)
                        || (entry.approval().isEmpty() && entry.requestedAt().isBefore(since)))
                .forEach(entry -> delete(entry.waiver().id()));
    }

    private Path file(String id) {
        return directory.resolve(id + SUFFIX);
    }

    private Optional<Entry> read(Path file) {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), Entry.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | JacksonException e) {
            throw unreadable(e);
        }
    }

    private boolean delete(String id) {
        try {
            return DurableFiles.delete(file(id));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private static FailureException notFound(String id) {
        return new FailureException(Failure.notFound(
                "WAIVER_NOT_FOUND",
                "There is no waiver '" + (ID.matcher(id).matches() ? id : "?") + "'.",
                "List the waivers: agentic waiver list"));
    }

    private FailureException unreadable(Exception cause) {
        return new FailureException(
                Failure.external(
                        "WAIVERS_UNREADABLE",
                        "Cannot read the approvals of waivers in '" + directory + "', so no waiver counts.",
                        "Make the files readable for the platform's user, or restore them from a backup."),
                cause);
    }

    private FailureException unwritable(IOException cause) {
        return new FailureException(
                Failure.transientExternal(
                        "WAIVERS_UNWRITABLE",
                        "Cannot write to '" + directory + "'.",
                        "Free space on the disk, or make the directory writable for the platform's user."),
                cause);
    }
}
