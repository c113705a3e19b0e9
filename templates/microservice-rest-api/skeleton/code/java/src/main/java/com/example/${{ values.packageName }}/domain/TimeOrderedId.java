package com.example.${{ values.packageName }}.domain;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.UUID;

/** Creates version 7 UUIDs (RFC 9562, section 5.7), which sort by their creation time. */
final class TimeOrderedId {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final int MICROS_IN_MILLI = 1000;

    private TimeOrderedId() {}

    /** The 12 bits after the milliseconds contain the microseconds, which order ids of the same millisecond. */
    static UUID at(Instant time) {
        long micros = time.getLong(ChronoField.MICRO_OF_SECOND) % MICROS_IN_MILLI;
        long most = time.toEpochMilli() << 16 | VERSION_7 | micros;
        long least = RANDOM.nextLong() >>> 2 | VARIANT;
        return new UUID(most, least);
    }
}
