package dev.agenticframework.runtimeembedded;

import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.host.DurableFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/// Artifacts as files, named by the SHA-256 of their bytes: `ab/cdef...`. A file gets its name only when all of it is
/// on disk, so a name that is there has the right bytes; they are checked again when they are read.
public final class FileArtifactStore implements ArtifactStore {
    /// The largest artifact.
    public static final long MAX_BYTES = 512L << 20;

    private static final String PREFIX = "sha256:";
    private static final int CHUNK_BYTES = 64 << 10;
    private static final Duration LONGEST_DRAFT = Duration.ofHours(1);

    private final Path directory;
    private final Path drafts;

    /// Keeps artifacts in a directory, which is created if missing.
    public FileArtifactStore(Path directory) {
        this.directory = directory;
        this.drafts = directory.resolve("drafts");
        try {
            Files.createDirectories(drafts);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// Removes what a process that was killed had not finished. Other processes may be writing theirs.
    public void removeDrafts() {
        var abandoned = FileTime.from(Instant.now().minus(LONGEST_DRAFT));
        try (var files = Files.list(drafts)) {
            for (Path draft : files.toList()) {
                if (Files.exists(draft) && Files.getLastModifiedTime(draft).compareTo(abandoned) < 0) {
                    Files.deleteIfExists(draft);
                }
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public String put(byte[] content, String mediaType) {
        String reference = PREFIX + HexFormat.of().formatHex(sha256().digest(content));
        try {
            if (isRenewed(file(reference))) {
                return reference;
            }
            return put(new ByteArrayInputStream(content), mediaType);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public String put(InputStream content, String mediaType) throws IOException {
        Path draft = drafts.resolve(UUID.randomUUID().toString());
        try {
            MessageDigest sha = sha256();
            write(content, draft, sha);
            String reference = PREFIX + HexFormat.of().formatHex(sha.digest());
            DurableFiles.publish(draft, file(reference));
            return reference;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /// Makes an artifact as young as one that is stored now.
    ///
    /// @return false when there is none
    private static boolean isRenewed(Path file) throws IOException {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /// Lists artifacts that were last stored before a time.
    ///
    /// @param limit how many to list at most
    public Set<String> storedBefore(Instant then, int limit) {
        var found = new HashSet<String>();
        try (var folders = Files.newDirectoryStream(directory, "[0-9a-f][0-9a-f]")) {
            for (Path folder : folders) {
                addStoredBefore(FileTime.from(then), folder, limit, found);
            }
        } catch (IOException e) {
            throw failure(e);
        }
        return found;
    }

    private static void addStoredBefore(FileTime then, Path folder, int limit, Set<String> found) throws IOException {
        try (var files = Files.newDirectoryStream(folder, "[0-9a-f]*")) {
            for (Path file : files) {
                if (found.size() < limit && Files.getLastModifiedTime(file).compareTo(then) < 0) {
                    found.add(PREFIX + folder.getFileName() + file.getFileName());
                }
            }
        }
    }

    /// Removes an artifact, unless it was stored again since a time, also at this moment and by another process.
    ///
    /// @return whether it was removed
    public boolean removeStoredBefore(Instant then, String reference) {
        Path file = file(reference);
        Path aside = drafts.resolve(UUID.randomUUID().toString());
        try {
            Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
            if (Files.getLastModifiedTime(aside).compareTo(FileTime.from(then)) >= 0) {
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return false;
            }
            Files.delete(aside);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// The size of an artifact in bytes; 0 when there is none.
    public long size(String reference) {
        return file(reference).toFile().length();
    }

    /// Where the artifacts are.
    public Path directory() {
        return directory;
    }

    private static void write(InputStream content, Path draft, MessageDigest sha) throws IOException {
        try (var output = Files.newOutputStream(draft, StandardOpenOption.CREATE_NEW)) {
            var chunk = new byte[CHUNK_BYTES];
            long size = 0;
            for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
                size += read;
                if (size > MAX_BYTES) {
                    throw new FailureException(Failure.tooLarge(
                            "ARTIFACT_TOO_LARGE",
                            "The artifact has more than " + MAX_BYTES + " bytes.",
                            "Split it, or store it elsewhere and keep its address."));
                }
                sha.update(chunk, 0, read);
                output.write(chunk, 0, read);
            }
        }
    }

    @Override
    public InputStream open(String reference) {
        return new ByteArrayInputStream(read(reference));
    }

    @Override
    public byte[] read(String reference) {
        try {
            byte[] content = Files.readAllBytes(file(reference));
            if (!reference.equals(PREFIX + HexFormat.of().formatHex(sha256().digest(content)))) {
                throw new FailureException(Failure.internal(
                        "ARTIFACT_CORRUPT",
                        "The artifact '" + reference + "' is damaged.",
                        "Check the disk, and run the task again that created the artifact."));
            }
            return content;
        } catch (NoSuchFileException e) {
            throw new FailureException(
                    Failure.notFound(
                            "ARTIFACT_NOT_FOUND",
                            "No artifact has the reference '" + reference + "'.",
                            "Check the reference."),
                    e);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public boolean contains(String reference) {
        return Files.exists(file(reference));
    }

    private Path file(String reference) {
        if (!REFERENCE.matcher(reference).matches()) {
            throw new FailureException(Failure.notFound(
                    "ARTIFACT_NOT_FOUND", "The reference of the artifact is invalid.", "Use sha256: and 64 digits."));
        }
        String digest = reference.substring(PREFIX.length());
        return directory.resolve(digest.substring(0, 2)).resolve(digest.substring(2));
    }

    private FailureException failure(IOException e) {
        String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (text.contains("no space left")) {
            return new FailureException(
                    Failure.exhausted(
                            "ARTIFACT_STORE_FULL", "The disk of '" + directory + "' is full.", "Free some space."),
                    e);
        }
        return new FailureException(
                Failure.transientExternal(
                        "ARTIFACT_STORE_UNAVAILABLE",
                        "Cannot use '" + directory + "': " + e.getMessage(),
                        "Check the disk."),
                e);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
