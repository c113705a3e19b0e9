package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.httpapi.wire.Text;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The names for which tokens speak. A person has a name of their own choice; a service account has the name `service:`
/// and its own.
public final class Subjects {
    private static final String SERVICE = "service:";
    private static final List<String> RESERVED = List.of(SERVICE, "group:", "team:", "agent:");
    private static final Pattern ACCOUNT = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@/-]{0,99}");
    private static final int MAX_ACCOUNT_CHARS = 60;
    private static final int MAX_SUBJECT_CHARS = 200;
    private static final int MAX_GROUPS = 20;

    private Subjects() {}

    /// The subject of a service account.
    ///
    /// @throws FailureException `SERVICE_ACCOUNT_INVALID`
    public static String ofServiceAccount(String name) {
        if (name.length() > MAX_ACCOUNT_CHARS || !ACCOUNT.matcher(name).matches()) {
            throw new FailureException(Failure.invalid(
                    "SERVICE_ACCOUNT_INVALID",
                    "'" + Text.shown(name) + "' is not a valid name of a service account.",
                    "Use at most " + MAX_ACCOUNT_CHARS + " characters: lowercase words joined by hyphens."));
        }
        return SERVICE + name;
    }

    /// Requires that a person can have a name.
    ///
    /// @throws FailureException `SUBJECT_INVALID`
    public static void requirePerson(String name) {
        if (name.isBlank()
                || name.length() > MAX_SUBJECT_CHARS
                || name.chars().anyMatch(Character::isISOControl)
                || name.equals("*")
                || RESERVED.stream().anyMatch(name::startsWith)) {
            throw new FailureException(Failure.invalid(
                    "SUBJECT_INVALID",
                    "'" + Text.shown(name) + "' is not a valid name of a user.",
                    "Use 1 to " + MAX_SUBJECT_CHARS + " characters that do not begin with "
                            + String.join(", ", RESERVED) + "."));
        }
    }

    /// Requires that groups are valid.
    ///
    /// @throws FailureException `GROUP_INVALID`
    public static void requireGroups(Set<String> groups) {
        if (groups.size() > MAX_GROUPS
                || !groups.stream().allMatch(group -> GROUP.matcher(group).matches())) {
            throw new FailureException(Failure.invalid(
                    "GROUP_INVALID",
                    "The groups of the token are not valid.",
                    "Use at most " + MAX_GROUPS + " groups, each of at most 100 letters, digits and . _ @ / -"));
        }
    }
}
