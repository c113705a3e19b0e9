package dev.agenticframework.httpapi.wire;

@Described("What a signal has changed.")
public record SignalReceipt(
        String workflowId,
        String taskId,
        String handle,

        @Described("True when the task resumes, or will resume as soon as it waits for this handle. False when the"
                + " signal changed nothing: no attempt of the task can wait for it.")
        boolean accepted) {}
