package dev.agenticframework.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What an approval is bound to.
final class Digests {
    private Digests() {}

    /// SHA-256 over what would run: agent, action, environment, compensation and the resolved inputs, each with its
    /// length, so that no two differ
    /// only in where one text ends and the next begins.
    static String of(Workflow workflow, TaskSpec task) {
        MessageDigest sha = sha256();
        add(sha, workflow.id().toString());
        add(sha, task.id().value());
        add(sha, task.agent());
        add(sha, task.action());
        add(sha, task.environment());
        add(sha, task.compensation().orElse(""));
        task.child().ifPresent(plan -> add(sha, plan.toString()));
        workflow.inputs(task).forEach((name, value) -> {
            add(sha, name);
            add(sha, value);
        });
        return HexFormat.of().formatHex(sha.digest());
    }

    private static void add(MessageDigest sha, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = bytes.length;
        sha.update(new byte[] {(byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8), (byte) length});
        sha.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
