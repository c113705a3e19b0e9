package dev.agenticframework.httpapi.wire;

import java.util.List;

@Described("A token to issue to a service account.")
public record IssueToken(
        @Described(value = "The name of the service account.", min = 1, max = 60)
        String serviceAccount,

        @Described("Its groups, such as developer.") List<String> groups,

        @Described(value = "The validity in hours.", min = 1, max = IssueToken.MAX_HOURS)
        Integer hours) {
    /// The longest validity of a token.
    public static final int MAX_HOURS = 366 * 24;
}
