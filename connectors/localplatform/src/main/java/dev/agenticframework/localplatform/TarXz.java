package dev.agenticframework.localplatform;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.tukaani.xz.XZInputStream;

/// Unpacks a compressed archive in the ustar format (POSIX.1-1988): directories, files, and links inside it.
final class TarXz {

    static final long MAX_BYTES = 512L << 20;

    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int PREFIX = 345;
    private static final int PREFIX_LENGTH = 155;

    private TarXz() {}

    static void unpack(InputStream archive, Path directory) throws IOException {
        directory(directory);
        try (var tar = new XZInputStream(new BufferedInputStream(archive))) {
            long left = MAX_BYTES;
            for (var header = tar.readNBytes(BLOCK); header.length == BLOCK && header[0] != 0; ) {
                long size = octal(header, 124, 12);
                left -= size;
                if (left < 0) {
                    throw new IOException("The archive is larger than " + MAX_BYTES + " bytes");
                }
                entry(header, size, tar, directory);
                header = tar.readNBytes(BLOCK);
            }
        }
    }

    private static void entry(byte[] header, long size, InputStream tar, Path directory) throws IOException {
        var target = inside(directory, name(header));
        switch (header[156]) {
            case '5' -> directory(target);
            case '2' -> link(target, text(header, 157, NAME), directory);
            case '0', 0 -> file(header, size, tar, target);
            default -> tar.skipNBytes(padded(size));
        }
    }

    // Another user may run the programs, whatever the mask of this process is.
    private static void directory(Path target) throws IOException {
        Files.setPosixFilePermissions(Files.createDirectories(target), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void file(byte[] header, long size, InputStream tar, Path target) throws IOException {
        directory(java.util.Objects.requireNonNull(target.getParent()));
        try (var out = Files.newOutputStream(target)) {
            copy(tar, size, out);
        }
        tar.skipNBytes(padded(size) - size);
        boolean executable = (octal(header, 100, 8) & 0100) != 0;
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static void copy(InputStream from, long size, java.io.OutputStream to) throws IOException {
        var buffer = new byte[1 << 16];
        for (long left = size; left > 0; ) {
            int read = from.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new EOFException("The archive ends inside a file");
            }
            to.write(buffer, 0, read);
            left -= read;
        }
    }

    private static void link(Path target, String to, Path directory) throws IOException {
        var parent = java.util.Objects.requireNonNull(target.getParent());
        inside(directory, directory.relativize(parent.resolve(to).normalize()).toString());
        Files.createDirectories(parent);
        Files.deleteIfExists(target);
        Files.createSymbolicLink(target, Path.of(to));
    }

    private static String name(byte[] header) {
        var prefix = text(header, PREFIX, PREFIX_LENGTH);
        var name = text(header, 0, NAME);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static Path inside(Path directory, String name) throws IOException {
        var path = directory.resolve(name).normalize();
        if (!path.startsWith(directory)) {
            throw new IOException("The archive has a path outside of its directory: " + Text.shown(name));
        }
        return path;
    }

    private static long padded(long size) {
        return (size + BLOCK - 1) / BLOCK * BLOCK;
    }

    private static long octal(byte[] header, int offset, int length) {
        var digits = text(header, offset, length).strip();
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    private static String text(byte[] header, int offset, int length) {
        int end = offset;
        while (end < offset + length && header[end] != 0) {
            end++;
        }
        return new String(header, offset, end - offset, StandardCharsets.UTF_8);
    }
}
