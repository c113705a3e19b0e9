package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.host.DurableFiles;
import dev.agenticframework.host.LockFile;
import dev.agenticframework.httpapi.wire.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The tokens that were issued to service accounts, and those that were revoked, in a file that several processes
/// share. A change is durable when a method returns, and applies to the next request in every process. It holds
/// no token.
public final class TokenRegister implements Revocations {
    private static final int MAX_ISSUED = 1_000;
    private static final int MAX_REVOKED = 10_000;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path file;
    private final InstantSource clock;
    private volatile Snapshot snapshot = new Snapshot(Stamp.MISSING, RegisterContent.EMPTY);

    /// Identifies one version of the file: each change makes a new one.
    private record Stamp(@Nullable Object key, Instant modified, long size) {
        static final Stamp MISSING = new Stamp(null, Instant.MIN, -1);

        static Stamp of(Path file) throws IOException {
            try {
                var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new Stamp(
                        attributes.fileKey(), attributes.lastModifiedTime().toInstant(), attributes.size());
            } catch (NoSuchFileException e) {
                return MISSING;
            }
        }
    }

    private record Snapshot(Stamp stamp, RegisterContent content) {}

    /// A register in a file, which is created with the first change.
    public TokenRegister(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    @Override
    public boolean revoked(Token token) {
        return content().revokes(token);
    }

    /// The tokens of service accounts that have not expired, oldest first.
    public List<IssuedToken> issued() {
        return content().pruned(clock.instant()).issued();
    }

    /// Records a token before it is handed out.
    ///
    /// @throws FailureException `TOO_MANY_TOKENS`, `TOKEN_REGISTER_UNWRITABLE`
    public IssuedToken add(Token token, String issuedBy) {
        var issued = new IssuedToken(
                token.id(),
                token.principal().name(),
                token.principal().groups().stream().sorted().toList(),
                token.issuedAt().orElseGet(clock::instant),
                token.expiresAt(),
                issuedBy,
                false);
        change(before -> {
            requireAtMost(MAX_ISSUED, before.issued().size() + 1);
            return before.with(issued);
        });
        return issued;
    }

    /// Revokes one token. A token that is not in the register can be revoked, too.
    ///
    /// @throws FailureException `TOKEN_ID_INVALID`, `TOO_MANY_TOKENS`, `TOKEN_REGISTER_UNWRITABLE`
    public void revoke(String id) {
        if (!ID.matcher(id).matches()) {
            throw new FailureException(Failure.invalid(
                    "TOKEN_ID_INVALID",
                    "'" + Text.shown(id) + "' is not the id of a token.",
                    "List the ids: agentic token list. The audit log has those of other tokens."));
        }
        Instant until = content().issued().stream()
                .filter(one -> one.id().equals(id))
                .map(IssuedToken::expiresAt)
                .findFirst()
                .orElseGet(() -> clock.instant().plus(Tokens.MAX_VALIDITY));
        change(before -> {
            requireAtMost(MAX_REVOKED, before.ids().size() + 1);
            return before.withoutToken(id, until);
        });
    }

    /// Revokes all tokens of a subject that were issued until now. Tokens have whole seconds, so this method
    /// returns when the current second has ended: a token that is issued afterwards is valid.
    ///
    /// @throws FailureException `TOO_MANY_TOKENS`, `TOKEN_REGISTER_UNWRITABLE`
    public void revokeSubject(String subject) {
        Instant before = clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        change(content -> {
            requireAtMost(MAX_REVOKED, content.subjects().size() + 1);
            return content.withoutSubject(subject, before);
        });
        pauseUntil(before);
    }

    private void pauseUntil(Instant time) {
        try {
            Thread.sleep(Duration.between(clock.instant(), time).plusMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void requireAtMost(int limit, int count) {
        if (count > limit) {
            throw new FailureException(Failure.conflict(
                    "TOO_MANY_TOKENS",
                    "The register of tokens has reached its limit of " + limit + " entries.",
                    "Wait until some expire, or revoke all tokens of a subject: agentic token revoke --subject NAME"));
        }
    }

    private RegisterContent content() {
        try {
            return current().content();
        } catch (IOException | JacksonException e) {
            throw new FailureException(
                    Failure.external(
                            "TOKEN_REGISTER_UNREADABLE",
                            "Cannot read '" + file + "', so no token is accepted.",
                            "Make the file readable for the platform's user, or restore it from a backup."),
                    e);
        }
    }

    private Snapshot current() throws IOException {
        var known = snapshot;
        var stamp = Stamp.of(file);
        if (stamp.equals(known.stamp())) {
            return known;
        }
        var content = stamp.equals(Stamp.MISSING)
                ? RegisterContent.EMPTY
                : JSON.readValue(Files.readAllBytes(file), RegisterContent.class);
        var fresh = new Snapshot(stamp, content);
        snapshot = fresh;
        return fresh;
    }

    private synchronized void change(UnaryOperator<RegisterContent> change) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            try (var _ = LockFile.take(file.resolveSibling(file.getFileName() + ".lock"))) {
                var changed = change.apply(current().content().pruned(clock.instant()));
                DurableFiles.replace(file, JSON.writeValueAsBytes(changed));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unwritable(e);
        } catch (IOException | JacksonException e) {
            throw unwritable(e);
        }
    }

    private FailureException unwritable(Exception cause) {
        return new FailureException(
                Failure.external(
                        "TOKEN_REGISTER_UNWRITABLE",
                        "Cannot change '" + file + "'. Nothing was issued or revoked.",
                        "Make the file writable for the platform's user, and its disk not full."),
                cause);
    }
}
