package dev.agenticframework.cli;

import static dev.agenticframework.cli.WorkflowView.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Formats what an approver approves.
final class ChangeView {
    private static final int MAX_COMMITS = 10;
    private static final int SHOWN_DIGITS = 12;

    private ChangeView() {}

    static List<String> lines(JsonNode change) {
        if (change.has("toVersion")) {
            return rollback(change);
        }
        return change.has("commit") ? release(change) : removal(change);
    }

    private static List<String> release(JsonNode change) {
        var lines = new ArrayList<String>();
        lines.add("commit      " + text(change, "commit"));
        lines.add("replaces    " + release(change, "replaces"));
        JsonNode changes = change.path("changes");
        if (changes.isObject()) {
            lines.add("changes     " + changes.path("commits").asInt() + " commits, "
                    + changes.path("files").asInt() + " files");
            changes.path("newest")
                    .valueStream()
                    .limit(MAX_COMMITS)
                    .forEach(commit -> lines.add("            " + shortened(text(commit, "id")) + " "
                            + text(commit, "subject") + " (" + text(commit, "author") + ")"));
            int missing = changes.path("missingCommits").asInt();
            if (missing > 0) {
                lines.add("warning     " + missing + " commits that are in service are not in this version");
            }
            if (!changes.path("migrations").isEmpty()) {
                lines.add("migrations  " + joined(changes.path("migrations")));
            }
        }
        JsonNode policy = change.path("policy");
        lines.add("policy      " + text(policy, "decision") + " (" + text(policy, "mode") + "): "
                + policy.path("findings").asInt() + " findings, "
                + policy.path("waived").asInt() + " waived");
        return lines;
    }

    private static List<String> rollback(JsonNode change) {
        return List.of("in service  " + release(change, "from"), "comes back  version " + text(change, "toVersion"));
    }

    private static List<String> removal(JsonNode change) {
        if (!change.has("withData")) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        lines.add("in service  " + release(change, "from"));
        if (!change.path("resources").isEmpty()) {
            lines.add((change.path("withData").asBoolean() ? "deletes     " : "keeps       ")
                    + joined(change.path("resources")));
        }
        return lines;
    }

    private static String release(JsonNode change, String member) {
        JsonNode release = change.path(member);
        return release.isObject()
                ? "version " + text(release, "version") + " (" + text(release, "deploymentId") + ")"
                : "no release";
    }

    private static String joined(JsonNode texts) {
        return texts.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
    }

    private static String shortened(String commit) {
        return commit.length() > SHOWN_DIGITS ? commit.substring(0, SHOWN_DIGITS) : commit;
    }
}
