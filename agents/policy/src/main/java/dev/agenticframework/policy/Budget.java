package dev.agenticframework.policy;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;

/// The memory that the input of one evaluation may take. Policies see a file as values, which take many times the
/// memory of its bytes.
///
/// A value takes about 200 bytes together with its line, so the input of one evaluation takes at most about
/// [#MAX_VALUES] times that, and what policies derive from it is bounded by their own limits.
final class Budget {

    /// The most values of all files together: instructions, words, settings, and their lines.
    static final int MAX_VALUES = 250_000;
    /// The most characters of a file that is read as values.
    static final int MAX_FILE_CHARS = 1 << 20;
    /// The most characters of the paths of values, such as `spec/containers/0/image`.
    static final int MAX_PATH_CHARS = 16 << 20;

    private static final int READ_FOR_A_VALUE = 4;

    private int values;
    private long pathChars;

    /// Counts values of a file.
    ///
    /// @throws FailureException `POLICY_INPUT_TOO_LARGE`
    void values(String path, int count) {
        values += count;
        if (values > MAX_VALUES) {
            throw tooLarge(path, "the files up to this one have more than " + MAX_VALUES + " values");
        }
    }

    /// Counts keys and values that were read, also those that policies do not see.
    ///
    /// @throws FailureException `POLICY_INPUT_TOO_LARGE`
    void read(String path, int count) {
        values(path, count / READ_FOR_A_VALUE);
    }

    /// Counts the path of a value inside of a file.
    ///
    /// @throws FailureException `POLICY_INPUT_TOO_LARGE`
    void path(String path, String inside) {
        pathChars += inside.length();
        if (pathChars > MAX_PATH_CHARS) {
            throw tooLarge(path, "the keys above its values have more than " + MAX_PATH_CHARS + " characters together");
        }
    }

    /// @throws FailureException `POLICY_INPUT_TOO_LARGE`
    static void chars(String path, int chars) {
        if (chars > MAX_FILE_CHARS) {
            throw tooLarge(path, "it has " + chars + " characters, more than " + MAX_FILE_CHARS);
        }
    }

    static FailureException tooLarge(String path, String limit) {
        return new FailureException(Failure.tooLarge(
                "POLICY_INPUT_TOO_LARGE",
                "Policies cannot judge " + path + ": " + limit + ".",
                "Split it, or judge fewer files at once."));
    }

    /// @param limit what was exceeded
    static FailureException tooMuchWork(String limit) {
        return new FailureException(Failure.unprocessable(
                "POLICY_TOO_MUCH_WORK",
                "The policies did not finish: " + limit + ".",
                "Judge smaller or fewer files at once. If a policy of your own is slow, profile it: agentic rego eval"
                        + " --profile."));
    }

    /// Ends the evaluation when its caller has given up.
    ///
    /// @throws FailureException `POLICY_TOO_MUCH_WORK`
    static void requireCaller() {
        if (Thread.currentThread().isInterrupted()) {
            throw tooMuchWork("the caller cancelled them, or their time is up");
        }
    }
}
