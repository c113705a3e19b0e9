package dev.agenticframework.codegen;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A generated file: its bytes, and whether it is executable.
public final class RenderedFile {
    private final byte[] content;
    private final boolean executable;

    /// Copies the bytes.
    public RenderedFile(byte[] content, boolean executable) {
        this.content = content.clone();
        this.executable = executable;
    }

    /// A copy of the bytes.
    public byte[] content() {
        return content.clone();
    }

    /// The bytes as UTF-8.
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /// Whether it is executable.
    public boolean executable() {
        return executable;
    }

    /// Its size in bytes.
    public int size() {
        return content.length;
    }

    byte[] bytes() {
        return content;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RenderedFile file
                && executable == file.executable
                && Arrays.equals(content, file.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content) * 31 + Boolean.hashCode(executable);
    }
}
