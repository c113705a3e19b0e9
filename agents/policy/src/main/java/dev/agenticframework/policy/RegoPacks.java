package dev.agenticframework.policy;

import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Finding;
import dev.agenticframework.agentapi.PolicyEngine;
import dev.agenticframework.rego.Compilation;
import dev.agenticframework.rego.CompileOptions;
import dev.agenticframework.rego.Limits;
import dev.agenticframework.rego.Outcome;
import dev.agenticframework.rego.Policy;
import dev.agenticframework.rego.Preparation;
import dev.agenticframework.rego.PreparedQuery;
import dev.agenticframework.rego.RunOptions;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Evaluates policy packs in Rego. Every package may define `deny`, a set of findings.
public final class RegoPacks implements PolicyEngine {

    /// The longest that all packages together may take for one subject.
    public static final Duration TIMEOUT = Duration.ofSeconds(10);

    static final long MAX_STEPS = 50_000_000;
    /// About 100 MB, at about 100 bytes for each element.
    static final long MAX_COLLECTED = 1_000_000;
    /// The most findings of one subject. The worst ones stay, so that many harmless ones cannot hide another.
    static final int MAX_FINDINGS = 2_000;
    static final int MAX_MESSAGE_CHARS = 2_000;

    private final Map<String, PreparedQuery> queries;
    private final Map<String, RuleMetadata> rules;

    private RegoPacks(Map<String, PreparedQuery> queries, Map<String, RuleMetadata> rules) {
        this.queries = queries;
        this.rules = rules;
    }

    /// Loads the packs in a folder: `PACK/*.rego`, and `data.json` with their configuration.
    ///
    /// @throws dev.agenticframework.agentapi.FailureException `POLICY_PACK_INVALID`
    public static RegoPacks load(Path folder) {
        var source = PackSource.read(folder);
        var policy = compiled(source.modules(), source.data());
        var rules = new HashMap<String, RuleMetadata>();
        var packages = new TreeSet<String>();
        source.modules().forEach((path, module) -> {
            packages.add(PackSource.packageOf(path, module));
            rules.putAll(RuleMetadata.of(path, module));
        });
        var queries = new TreeMap<String, PreparedQuery>();
        packages.forEach(name -> queries.put(name, prepared(policy, "data." + name + ".deny")));
        return new RegoPacks(queries, rules);
    }

    static Policy compiled(Map<String, String> modules, ObjectValue data) {
        return switch (dev.agenticframework.rego.Rego.compile(modules, data, CompileOptions.V1)) {
            case Compilation.Compiled(Policy policy) -> policy;
            case Compilation.Failed(List<RegoError> errors) -> throw PackSource.invalid(text(errors));
        };
    }

    static PreparedQuery prepared(Policy policy, String query) {
        return switch (policy.prepare(query)) {
            case Preparation.Prepared(PreparedQuery prepared) -> prepared;
            case Preparation.Failed(List<RegoError> errors) -> throw PackSource.invalid(text(errors));
        };
    }

    static String text(List<RegoError> errors) {
        return errors.stream().map(RegoError::toString).collect(Collectors.joining("\n"));
    }

    static RunOptions limited(Duration time) {
        return RunOptions.now().within(new Limits(time, MAX_STEPS, MAX_COLLECTED));
    }

    @Override
    public List<Finding> evaluate(Subject subject) {
        var read = ProjectInput.of(subject);
        var findings = new ArrayList<>(read.unreadable());
        long end = System.nanoTime() + TIMEOUT.toNanos();
        for (var query : queries.entrySet()) {
            var left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
            switch (query.getValue().run(read.input(), limited(left))) {
                case Outcome.Solutions solutions -> {
                    for (var solution : solutions.all()) {
                        add(query.getKey(), solution.value(), findings);
                    }
                }
                case Outcome.Failed(List<RegoError> errors) -> throw failure(query.getKey(), errors);
            }
        }
        findings.sort(Finding.WORST_FIRST);
        return List.copyOf(findings.subList(0, Math.min(findings.size(), MAX_FINDINGS)));
    }

    private static FailureException failure(String name, List<RegoError> errors) {
        boolean exceeded = errors.stream()
                .anyMatch(error ->
                        error.code().equals(RegoError.LIMIT) || error.code().equals(RegoError.CANCEL));
        return exceeded
                ? Budget.tooMuchWork("data." + name + ": " + errors.getFirst().message())
                : PackSource.invalid(text(errors));
    }

    private void add(String name, Value denied, List<Finding> findings) {
        if (!(denied instanceof SetValue set)) {
            throw PackSource.invalid("data." + name + ".deny is not a set.");
        }
        for (var value : set) {
            findings.add(finding(name, value));
        }
    }

    private Finding finding(String name, Value value) {
        if (!(value instanceof ObjectValue object)) {
            return new Finding(
                    name, Finding.Severity.MEDIUM, shortened(plain(value)), "", 0, "", name, Optional.empty());
        }
        var rule = text(object, "rule");
        var known = Optional.ofNullable(rules.get(rule));
        return new Finding(
                rule.isEmpty() ? name : rule,
                known.map(RuleMetadata::severity).orElse(Finding.Severity.MEDIUM),
                shortened(text(object, "message")),
                text(object, "file"),
                object.get("line") instanceof NumberValue line && line.isLong() ? (int) line.longValue() : 0,
                known.map(RuleMetadata::remedy).orElse(""),
                known.map(RuleMetadata::place).orElse(name),
                Optional.empty());
    }

    private static String plain(Value value) {
        return value instanceof StringValue text ? text.text() : value.toString();
    }

    private static String text(ObjectValue object, String key) {
        return object.get(key) instanceof StringValue text ? text.text() : "";
    }

    private static String shortened(String message) {
        return message.length() > MAX_MESSAGE_CHARS ? message.substring(0, MAX_MESSAGE_CHARS) + "..." : message;
    }
}
