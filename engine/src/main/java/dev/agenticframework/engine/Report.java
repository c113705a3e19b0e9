package dev.agenticframework.engine;

import java.util.List;

/// What an attempt leaves for others to read, beside its outcome.
///
/// @param summary one line for people; empty: none
/// @param log the reference of the artifact that holds its log; empty: it logged nothing
/// @param announcements events to publish
public record Report(String summary, String log, List<Announcement> announcements) {
    /// Nothing to read.
    public static final Report NONE = new Report("", "", List.of());

    public Report {
        announcements = List.copyOf(announcements);
    }
}
