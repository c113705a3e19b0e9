package dev.agenticframework.codegen;

import dev.agenticframework.agentapi.FileTree;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One file of a template, read once.
///
/// @param asIs the file, copied unchanged
/// @param text the content as text; empty when it is not UTF-8 or has a NUL, and so is copied unchanged
record TemplateFile(FileTree.Entry asIs, Optional<String> text) {

    static TemplateFile of(byte[] content, boolean executable) {
        return new TemplateFile(new FileTree.Entry(content, executable), decode(content));
    }

    private static Optional<String> decode(byte[] content) {
        for (byte b : content) {
            if (b == 0) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
