package dev.agenticframework.policy;

import dev.agenticframework.agentapi.Finding;
import dev.agenticframework.agentapi.PolicyEngine;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// All policies as one: evaluates every engine and applies the waivers of the tree. The review, the gate before a
/// deployment, the API and the command line all use it, so that a waiver applies, and expires, everywhere.
public final class PolicyGate implements PolicyEngine {

    private final List<PolicyEngine> engines;
    private final InstantSource clock;

    public PolicyGate(List<PolicyEngine> engines, InstantSource clock) {
        this.engines = List.copyOf(engines);
        this.clock = clock;
    }

    @Override
    public List<Finding> evaluate(Subject subject) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var waivers = Waivers.read(subject.files(), today);
        var findings = new ArrayList<>(waivers.invalid());
        for (var engine : engines) {
            engine.evaluate(subject).forEach(finding -> findings.add(waivers.applied(finding, today)));
        }
        return findings.stream().distinct().sorted(Finding.WORST_FIRST).toList();
    }
}
