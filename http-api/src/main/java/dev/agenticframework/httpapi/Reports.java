package dev.agenticframework.httpapi;

import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.Report;
import dev.agenticframework.engine.TaskId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The summary and log that each task left when it last stopped running, from the workflow's history.
record Reports(Map<TaskId, Report> byTask) {
    static final Reports NONE = new Reports(Map.of());

    static Reports of(List<Entry> history) {
        var reports = new HashMap<TaskId, Report>();
        for (Entry entry : history) {
            switch (entry.fact()) {
                case Fact.TaskSucceeded done -> reports.put(done.task(), done.report());
                case Fact.TaskSuspended suspended -> reports.put(suspended.task(), suspended.report());
                case Fact.TaskFailed failed -> reports.put(failed.task(), failed.report());
                case Fact.AttemptFailed failed -> reports.put(failed.task(), failed.report());
                default -> {}
            }
        }
        return new Reports(Map.copyOf(reports));
    }

    Report of(TaskId task) {
        return byTask.getOrDefault(task, Report.NONE);
    }
}
