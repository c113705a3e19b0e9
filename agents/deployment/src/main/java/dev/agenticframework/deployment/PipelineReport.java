package dev.agenticframework.deployment;

import dev.agenticframework.agentapi.Pipelines.Job;
import dev.agenticframework.agentapi.Pipelines.Run;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// The jobs of a pipeline as a JSON document.
final class PipelineReport {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PipelineReport() {}

    static byte[] json(Run run) {
        var report = new LinkedHashMap<String, Object>();
        report.put("status", run.status().name().toLowerCase(Locale.ROOT));
        report.put("durationMillis", run.duration().toMillis());
        report.put("jobs", run.jobs().stream().map(PipelineReport::job).toList());
        return JSON.writeValueAsBytes(report);
    }

    private static Map<String, Object> job(Job job) {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", job.name());
        json.put("stage", job.stage());
        json.put("status", job.status().name().toLowerCase(Locale.ROOT));
        json.put("allowFailure", job.allowFailure());
        json.put("reason", job.reason());
        json.put("durationMillis", job.duration().toMillis());
        job.tests()
                .ifPresent(tests -> json.put(
                        "tests",
                        Map.of(
                                "total", tests.total(),
                                "failed", tests.failed(),
                                "errors", tests.errors(),
                                "skipped", tests.skipped())));
        job.log().ifPresent(log -> json.put("log", log));
        return json;
    }
}
