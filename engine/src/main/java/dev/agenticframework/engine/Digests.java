package dev.agenticframework.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// Computes the digest that an approval is bound to: SHA-256 over what would run (agent, action, environment,
/// compensation, resolved inputs, an inner plan). Each text is preceded by its length, so that different sequences of
/// texts never have the same bytes.
final class Digests {
    private final MessageDigest sha;

    private Digests() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java platform has no SHA-256.", e);
        }
    }

    static String of(Workflow workflow, TaskSpec task) {
        var digests = new Digests();
        digests.add(workflow.id().toString());
        digests.add(task, workflow.inputs(task));
        return HexFormat.of().formatHex(digests.sha.digest());
    }

    private void add(TaskSpec task, Map<String, String> inputs) {
        add(task.id().value());
        add(task.agent());
        add(task.action());
        add(task.environment());
        add(task.compensation().orElse(""));
        add(Integer.toString(inputs.size()));
        inputs.forEach((name, value) -> {
            add(name);
            add(value);
        });
        task.child().ifPresent(this::add);
    }

    private void add(Plan plan) {
        add(Integer.toString(plan.tasks().size()));
        for (TaskSpec task : plan.tasks()) {
            var inputs = new TreeMap<String, String>();
            task.inputs().forEach((name, input) -> inputs.put(name, input.toString()));
            add(task, inputs);
            add(task.dependsOn().toString());
        }
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = bytes.length;
        sha.update(new byte[] {(byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8), (byte) length});
        sha.update(bytes);
    }
}
