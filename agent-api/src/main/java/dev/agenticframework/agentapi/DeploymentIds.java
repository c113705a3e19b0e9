package dev.agenticframework.agentapi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Names deployments, so that a task makes one deployment however often it is tried.
public final class DeploymentIds {
    private static final int DIGITS = 12;

    private DeploymentIds() {}

    /// The id of the deployment that a task makes: `dep-` and 12 hexadecimal digits, the same for every attempt.
    public static String of(TaskKey task) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(task.effect().getBytes(StandardCharsets.UTF_8));
            return "dep-" + HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
