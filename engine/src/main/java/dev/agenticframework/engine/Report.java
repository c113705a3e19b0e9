package dev.agenticframework.engine;

import java.util.List;

/// What an attempt leaves for people and other systems, in addition to its outcome.
///
/// @param summary one line for people; empty when there is none
/// @param log the reference of the artifact with its log; empty when it logged nothing
/// @param announcements events to publish
public record Report(String summary, String log, List<Announcement> announcements) {
    /// An empty report.
    public static final Report NONE = new Report("", "", List.of());

    public Report {
        announcements = List.copyOf(announcements);
    }
}
