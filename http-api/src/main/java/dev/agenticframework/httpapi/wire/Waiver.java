package dev.agenticframework.httpapi.wire;

import dev.agenticframework.agentapi.waivers.WaiverRegister;
import dev.agenticframework.agentapi.waivers.WaiverRegister.Approval;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

@Described("A request of a repository to accept the findings of a policy's rule for a limited time.")
public record Waiver(
        String waiverId,
        String service,
        @Described("The repository that asks.") String repository,
        @Described("The id of the rule.") String rule,

        @Described("Patterns of the files in which findings are accepted; all files when empty.")
        List<String> paths,

        @Described("The reason.") String statement,
        @Described("The last day, in UTC.") LocalDate expires,
        Instant requestedAt,

        @Described("Who approved it. Without an approval, the waiver does not count.")
        Optional<String> approvedBy,

        Optional<Instant> approvedAt) {

    /// The entry as the API shows it.
    public static Waiver of(WaiverRegister.Entry entry) {
        var waiver = entry.waiver();
        return new Waiver(
                waiver.id(),
                waiver.service(),
                waiver.repository(),
                waiver.rule(),
                waiver.paths(),
                waiver.statement(),
                waiver.expires(),
                entry.requestedAt(),
                entry.approval().map(Approval::by),
                entry.approval().map(Approval::at));
    }
}
