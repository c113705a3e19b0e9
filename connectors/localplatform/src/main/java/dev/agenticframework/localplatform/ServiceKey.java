package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import java.util.regex.Pattern;

/// A service in an environment. Both names become parts of paths and of database names, so only plain lower-case words
/// are valid.
record ServiceKey(String service, String environment) {

    static final int MAX_SERVICE_LENGTH = 40;
    static final int MAX_ENVIRONMENT_LENGTH = 20;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    ServiceKey {
        checkService(service);
        check(environment, "environment", "ENVIRONMENT_NAME_INVALID", MAX_ENVIRONMENT_LENGTH);
    }

    static void checkService(String service) {
        check(service, "service", "SERVICE_NAME_INVALID", MAX_SERVICE_LENGTH);
    }

    private static void check(String name, String what, String code, int longest) {
        if (name.length() > longest || !NAME.matcher(name).matches()) {
            throw new FailureException(Failure.invalid(
                    code,
                    "'" + Text.shown(name) + "' is not a valid name of " + (what.equals("service") ? "a " : "an ")
                            + what + ".",
                    "Use lower-case words with hyphens between them, at most " + longest + " characters."));
        }
    }

    @Override
    public String toString() {
        return environment + "/" + service;
    }
}
