package dev.agenticframework.runtimeembedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.SecretStore;
import dev.agenticframework.host.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Secrets as files, each encrypted with AES-256-GCM (NIST SP 800-38D) under a nonce of its own and bound to its name:
/// the file of one secret is not taken for that of another.
public final class FileSecretStore implements SecretStore {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int MAX_VALUE_LENGTH = 64 << 10;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,80}(/[A-Za-z0-9._-]{1,80}){0,7}");

    private final Path directory;
    private final SecretKeySpec key;
    private final SecureRandom random;

    /// Keeps secrets in a directory, which is created if missing.
    ///
    /// @param key as [SecretKeys] finds it
    /// @param random for nonces
    public FileSecretStore(Path directory, SecretKeySpec key, SecureRandom random) {
        this.directory = directory;
        this.key = key;
        this.random = random;
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    @Override
    public synchronized void put(String name, String value) {
        if (value.length() > MAX_VALUE_LENGTH) {
            throw new FailureException(Failure.tooLarge(
                    "SECRET_TOO_LARGE", "The secret '" + name + "' is too long.", "Use at most 64 KiB."));
        }
        Path file = file(name);
        try {
            DurableFiles.replace(file, encrypt(name, value));
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    @Override
    public synchronized String putIfAbsent(String name, String value) {
        Optional<String> known = get(name);
        if (known.isPresent()) {
            return known.get();
        }
        put(name, value);
        return value;
    }

    @Override
    public Optional<String> get(String name) {
        try {
            return Optional.of(decrypt(name, Files.readAllBytes(file(name))));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    @Override
    public synchronized void delete(String name) {
        try {
            DurableFiles.delete(file(name));
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private Path file(String name) {
        boolean climbs = name.contains("..");
        if (climbs || !NAME.matcher(name).matches()) {
            throw new FailureException(Failure.invalid(
                    "SECRET_NAME_INVALID",
                    "The name of the secret is invalid.",
                    "Use up to 8 parts of letters, digits, dots and dashes, separated by /."));
        }
        return directory.resolve(HexFormat.of().formatHex(name.getBytes(UTF_8)) + ".secret");
    }

    private byte[] encrypt(String name, String value) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, name, nonce).doFinal(value.getBytes(UTF_8));
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    private String decrypt(String name, byte[] content) {
        if (content.length < NONCE_BYTES) {
            throw undecipherable(name);
        }
        byte[] nonce = Arrays.copyOf(content, NONCE_BYTES);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, name, nonce);
            return new String(cipher.doFinal(content, NONCE_BYTES, content.length - NONCE_BYTES), UTF_8);
        } catch (GeneralSecurityException _) {
            throw undecipherable(name);
        }
    }

    private Cipher cipher(int mode, String name, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(UTF_8));
        return cipher;
    }

    private static FailureException undecipherable(String name) {
        return new FailureException(Failure.internal(
                "SECRET_UNDECIPHERABLE",
                "Cannot decrypt the secret '" + name + "' with this key.",
                "Use the key that it was stored with, or store it again."));
    }

    private FailureException unavailable(IOException e) {
        return new FailureException(
                Failure.transientExternal(
                        "SECRET_STORE_UNAVAILABLE",
                        "Cannot use '" + directory + "': " + e.getMessage(),
                        "Check the disk."),
                e);
    }
}
