package dev.agenticframework.localpipelines;

import java.util.Map;
import java.util.Set;

/// The keywords of GitLab and whether this runner supports them. To support another one, move it to [#JOB] and read it
/// in [JobReader].
final class Keywords {

    static final Set<String> GLOBAL = Set.of(
            "default",
            "include",
            "stages",
            "variables",
            "workflow",
            "spec",
            "image",
            "services",
            "before_script",
            "after_script",
            "cache");

    /// The keywords of `default`, for jobs that do not have them.
    static final Set<String> DEFAULTS = Set.of(
            "after_script",
            "artifacts",
            "before_script",
            "cache",
            "hooks",
            "id_tokens",
            "identity",
            "image",
            "interruptible",
            "retry",
            "services",
            "tags",
            "timeout");

    /// The keywords of a job that this runner supports.
    static final Set<String> SUPPORTED = Set.of(
            "after_script",
            "allow_failure",
            "artifacts",
            "before_script",
            "cache",
            "dependencies",
            "except",
            "inherit",
            "needs",
            "only",
            "parallel",
            "retry",
            "rules",
            "script",
            "services",
            "stage",
            "timeout",
            "variables",
            "when");

    /// The keywords without effect on this machine, and why.
    static final Map<String, String> IGNORED = Map.of(
            "image", "jobs run on this machine, without a container",
            "tags", "there is one runner",
            "interruptible", "a newer pipeline does not cancel this one",
            "resource_group", "jobs of a group can run at the same time",
            "environment", "a job does not record a deployment",
            "coverage", "coverage is not read from the log",
            "pages", "nothing is published",
            "publish", "nothing is published",
            "start_in", "delayed jobs do not run here",
            "manual_confirmation", "manual jobs do not run here");

    /// The keywords that change what a job does and that this runner does not support. A job with one fails with
    /// a reason.
    static final Set<String> UNSUPPORTED =
            Set.of("dast_configuration", "hooks", "id_tokens", "identity", "release", "run", "secrets", "trigger");

    /// The names that a job cannot have.
    static final Set<String> RESERVED = Set.of(
            "image",
            "services",
            "stages",
            "types",
            "before_script",
            "after_script",
            "variables",
            "cache",
            "include",
            "true",
            "false",
            "nil");

    private Keywords() {}

    static boolean isJobKeyword(String key) {
        return SUPPORTED.contains(key)
                || IGNORED.containsKey(key)
                || UNSUPPORTED.contains(key)
                || key.equals("extends");
    }
}
