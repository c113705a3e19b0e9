package dev.agenticframework.agentapi;

/// How many instances of a service run.
public final class Replicas {
    /// The fewest that can be requested.
    public static final int MIN = 1;
    /// The most that can be requested.
    public static final int MAX = 10;
    /// The number for a new service when the request names none.
    public static final int DEFAULT = 2;

    private Replicas() {}

    /// Whether a number of instances can be requested.
    public static boolean allows(int count) {
        return count >= MIN && count <= MAX;
    }
}
