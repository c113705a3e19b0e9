package dev.agenticframework.localgit;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;

/// Checks names before they become paths, references and trailers.
final class Names {

    static final int MAX_NAME_CHARS = 63;
    static final int MAX_REFERENCE_CHARS = 200;
    static final int MAX_TEXT_CHARS = 64 << 10;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*+");
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9._/][A-Za-z0-9._/+-]*+");
    private static final Pattern EFFECT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/:+-]{0,199}+");

    private Names() {}

    static boolean isRepository(String name) {
        return name.length() <= MAX_NAME_CHARS && NAME.matcher(name).matches();
    }

    /// A group, or nested groups such as `platform/payments`.
    static String group(String path) {
        Arrays.stream(path.split("/", -1)).forEach(Names::repository);
        return path;
    }

    static String repository(String name) {
        if (!isRepository(name)) {
            throw notARepository(name);
        }
        return name;
    }

    static FailureException notARepository(String name) {
        return new FailureException(Failure.invalid(
                "REPOSITORY_NAME_INVALID",
                "'" + shown(name) + "' is not a valid repository name.",
                "Use at most " + MAX_NAME_CHARS + " characters: lowercase words joined by hyphens."));
    }

    static boolean isReference(String name) {
        return name.length() <= MAX_REFERENCE_CHARS
                && REFERENCE.matcher(name).matches()
                && Repository.isValidRefName(Constants.R_HEADS + name);
    }

    /// The full name of a branch.
    static String branch(String name) {
        if (!isReference(name)) {
            throw new FailureException(Failure.invalid(
                    "BRANCH_NAME_INVALID",
                    "'" + shown(name) + "' is not a valid branch name.",
                    "Use letters, digits, '.', '_', '/' and '-'."));
        }
        return Constants.R_HEADS + name;
    }

    /// The full name of a tag.
    static String tag(String name) {
        if (!isReference(name)) {
            throw new FailureException(Failure.invalid(
                    "TAG_NAME_INVALID",
                    "'" + shown(name) + "' is not a valid tag name.",
                    "Use letters, digits, '.', '_', '/' and '-'."));
        }
        return Constants.R_TAGS + name;
    }

    static String effect(String key) {
        if (!EFFECT.matcher(key).matches()) {
            throw new FailureException(Failure.internal(
                    "EFFECT_KEY_INVALID",
                    "'" + shown(key) + "' cannot be the trailer of a commit message.",
                    "Report this defect."));
        }
        return key;
    }

    static String text(String what, String text) {
        if (text.length() > MAX_TEXT_CHARS || text.indexOf('\0') >= 0) {
            throw new FailureException(Failure.invalid(
                    "TEXT_INVALID",
                    "The " + what + " has " + text.length() + " characters, or a NUL character.",
                    "Use at most " + MAX_TEXT_CHARS + " characters of text."));
        }
        return text;
    }

    private static String shown(String hostile) {
        var printable = hostile.codePoints()
                .limit(MAX_NAME_CHARS)
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        return printable.toString();
    }
}
