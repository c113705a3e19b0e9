package dev.agenticframework.policy;

import dev.agenticframework.agentapi.Finding;
import dev.agenticframework.agentapi.PolicyEngine;
import dev.agenticframework.agentapi.waivers.WaiverRegister;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// All policies as one: evaluates every engine and applies the waivers of the tree. The review, the gate before a
/// deployment, the API and the command line all use it, so that a waiver applies, and expires, everywhere.
///
/// What is in a repository can only ask for a waiver. It counts when the register has its approval. For files that are
/// in no repository of the platform, approvals are not known, and waivers count without one.
public final class PolicyGate implements PolicyEngine {

    private final List<PolicyEngine> engines;
    private final InstantSource clock;
    private final WaiverRegister register;

    public PolicyGate(List<PolicyEngine> engines, InstantSource clock, WaiverRegister register) {
        this.engines = List.copyOf(engines);
        this.clock = clock;
        this.register = register;
    }

    @Override
    public List<Finding> evaluate(Subject subject) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var waivers = Waivers.read(subject.files(), today);
        var findings = new ArrayList<>(waivers.invalid());
        var known = new HashMap<Waivers.Request, Waivers.Answer>();
        for (var engine : engines) {
            for (var finding : engine.evaluate(subject)) {
                findings.add(waivers.applied(
                        finding, today, request -> known.computeIfAbsent(request, one -> answer(one, subject))));
            }
        }
        return findings.stream().distinct().sorted(Finding.WORST_FIRST).toList();
    }

    private Waivers.Answer answer(Waivers.Request request, Subject subject) {
        if (subject.origin().isEmpty()) {
            return new Waivers.Answer.Accepted(Optional.empty());
        }
        var waiver = request.of(subject.origin().get());
        return register.request(waiver)
                .<Waivers.Answer>map(approval -> new Waivers.Answer.Accepted(Optional.of(approval.by())))
                .orElseGet(() -> new Waivers.Answer.Requested(waiver.id()));
    }
}
