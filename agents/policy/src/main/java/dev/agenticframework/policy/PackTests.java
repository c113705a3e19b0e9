package dev.agenticframework.policy;

import dev.agenticframework.rego.Outcome;
import dev.agenticframework.rego.value.BooleanValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Runs the tests of policy packs, as `opa test` does: every rule whose name starts with `test_` must be true.
///
/// @param passed how many tests passed
/// @param failures `file: test` of the tests that failed
public record PackTests(int passed, List<String> failures) {

    private static final Pattern TEST = Pattern.compile("(?m)^(test_[A-Za-z0-9_]+)");

    public PackTests {
        failures = List.copyOf(failures);
    }

    /// Runs all tests in a folder of packs.
    ///
    /// @throws dev.agenticframework.agentapi.FailureException `POLICY_PACK_INVALID`
    public static PackTests run(Path folder) {
        var source = PackSource.read(folder);
        var all = new TreeMap<>(source.modules());
        all.putAll(source.tests());
        var policy = RegoPacks.compiled(all, source.data());
        int passed = 0;
        var failures = new ArrayList<String>();
        for (var file : source.tests().entrySet()) {
            var name = PackSource.packageOf(file.getKey(), file.getValue());
            for (var test : TEST.matcher(file.getValue())
                    .results()
                    .map(r -> r.group(1))
                    .distinct()
                    .toList()) {
                var outcome = RegoPacks.prepared(policy, "data." + name + "." + test)
                        .run(null, RegoPacks.limited(RegoPacks.TIMEOUT));
                if (holds(outcome)) {
                    passed++;
                } else {
                    failures.add(file.getKey() + ": " + test + reason(outcome));
                }
            }
        }
        return new PackTests(passed, failures);
    }

    private static boolean holds(Outcome outcome) {
        return outcome instanceof Outcome.Solutions solutions
                && solutions.isDefined()
                && solutions.all().stream().allMatch(s -> s.value().equals(BooleanValue.TRUE));
    }

    private static String reason(Outcome outcome) {
        return outcome instanceof Outcome.Failed failed ? ": " + RegoPacks.text(failed.errors()) : "";
    }
}
