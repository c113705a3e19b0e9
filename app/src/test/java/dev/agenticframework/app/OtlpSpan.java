package dev.agenticframework.app;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiConsumer;

/// A span as OTLP carries it (opentelemetry/proto/trace/v1/trace.proto), with the fields that a test looks at.
record OtlpSpan(String trace, String id, String parent, String name) {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    /// The spans of an export request: request -> resource spans -> scope spans -> spans.
    static List<OtlpSpan> in(byte[] request) {
        var spans = new ArrayList<OtlpSpan>();
        each(request, (field, resourceSpans) -> {
            if (field == 1) {
                each(resourceSpans, (inner, scopeSpans) -> {
                    if (inner == 2) {
                        each(scopeSpans, (last, span) -> {
                            if (last == 2) {
                                spans.add(span(span));
                            }
                        });
                    }
                });
            }
        });
        return spans;
    }

    private static OtlpSpan span(byte[] message) {
        var text = new String[] {"", "", "", "", "", ""};
        each(message, (field, value) -> {
            if (field == 5) {
                text[field] = new String(value, StandardCharsets.UTF_8);
            } else if (field < 5) {
                text[field] = HexFormat.of().formatHex(value);
            }
        });
        return new OtlpSpan(text[1], text[2], text[4], text[5]);
    }

    private static void each(byte[] message, BiConsumer<Integer, byte[]> lengthDelimited) {
        var bytes = ByteBuffer.wrap(message);
        while (bytes.hasRemaining()) {
            int tag = (int) varint(bytes);
            switch (tag & 7) {
                case VARINT -> varint(bytes);
                case FIXED64 -> bytes.position(bytes.position() + Long.BYTES);
                case FIXED32 -> bytes.position(bytes.position() + Integer.BYTES);
                case BYTES -> {
                    var value = new byte[(int) varint(bytes)];
                    bytes.get(value);
                    lengthDelimited.accept(tag >>> 3, value);
                }
                default -> throw new IllegalArgumentException("wire type " + (tag & 7));
            }
        }
    }

    private static long varint(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
