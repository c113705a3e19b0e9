package dev.agenticframework.agentapi.waivers;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The waivers that repositories have requested, and who has approved them. A change is durable when a method returns.
/// Any thread may call.
public interface WaiverRegister {

    /// An entry.
    ///
    /// @param approval empty while nobody has approved it
    record Entry(Waiver waiver, Instant requestedAt, Optional<Approval> approval) {}

    /// Who approved a waiver, and when.
    ///
    /// @param by the name of the approver
    record Approval(String by, Instant at) {}

    /// The approval of exactly this waiver. One that is new is entered as requested.
    ///
    /// @throws dev.agenticframework.agentapi.FailureException `WAIVERS_UNREADABLE`, `WAIVERS_UNWRITABLE`
    Optional<Approval> request(Waiver waiver);

    /// All entries, oldest first.
    ///
    /// @throws dev.agenticframework.agentapi.FailureException `WAIVERS_UNREADABLE`
    List<Entry> all();

    /// The entry of an id.
    ///
    /// @throws dev.agenticframework.agentapi.FailureException `WAIVER_NOT_FOUND`, `WAIVERS_UNREADABLE`
    Entry get(String id);

    /// Approves a waiver. One that is approved already keeps its approval.
    ///
    /// @param by the name of the approver
    /// @throws dev.agenticframework.agentapi.FailureException `WAIVER_NOT_FOUND`, `WAIVERS_UNREADABLE`,
    ///     `WAIVERS_UNWRITABLE`
    Entry approve(String id, String by);

    /// Removes an entry, with its approval. A repository that still has the waiver requests it again.
    ///
    /// @throws dev.agenticframework.agentapi.FailureException `WAIVER_NOT_FOUND`, `WAIVERS_UNWRITABLE`
    void remove(String id);
}
