package dev.agenticframework.localplatform;

import java.util.random.RandomGenerator;

/// Makes passwords of letters and digits, which need no escaping in a URL. The random generator must be secure.
record Passwords(RandomGenerator random) {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    // 32 of 62 characters are 190 bits.
    private static final int LENGTH = 32;

    String next() {
        var password = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }
}
