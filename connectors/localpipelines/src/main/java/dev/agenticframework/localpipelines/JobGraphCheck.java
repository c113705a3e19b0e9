package dev.agenticframework.localpipelines;

import dev.agenticframework.localpipelines.PipelineConfig.Job;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Checks the relations between jobs: stages, needs and dependencies.
final class JobGraphCheck {

    private final PipelineConfig config;
    private final Shapes shapes;
    private final Map<String, Job> jobs = new LinkedHashMap<>();

    JobGraphCheck(PipelineConfig config, Shapes shapes) {
        this.config = config;
        this.shapes = shapes;
        config.jobs().forEach(job -> jobs.put(job.name(), job));
    }

    void check() {
        for (var job : jobs.values()) {
            shapes.about(job.name());
            if (!config.stages().contains(job.stage())) {
                shapes.missing(
                        job.place(),
                        "the stage " + job.stage() + " does not exist; the stages are "
                                + String.join(", ", config.stages()));
            }
            checkNeeds(job);
            for (var name : job.dependencies().orElse(List.of())) {
                checkEarlier(job, name, "dependency");
                if (job.needs().isPresent()
                        && job.needs().get().stream()
                                .noneMatch(need -> need.job().equals(name))) {
                    shapes.invalid(job.place(), "the dependency " + name + " must also be in needs");
                }
            }
        }
        shapes.about("");
        checkCircles();
    }

    private void checkNeeds(Job job) {
        for (var need : job.needs().orElse(List.of())) {
            if (!jobs.containsKey(need.job())) {
                if (!need.optional()) {
                    shapes.missing(need.place(), "the needed job does not exist: " + need.job());
                }
            } else {
                checkEarlier(job, need.job(), "need");
            }
        }
    }

    private void checkEarlier(Job job, String name, String what) {
        var other = jobs.get(name);
        if (other == null) {
            shapes.missing(job.place(), "the " + what + " does not exist: " + name);
            return;
        }
        int stage = config.stages().indexOf(job.stage());
        int others = config.stages().indexOf(other.stage());
        if (others > stage) {
            shapes.invalid(job.place(), "the " + what + " " + name + " is in a later stage");
        }
    }

    private void checkCircles() {
        var done = new HashSet<String>();
        for (var job : jobs.values()) {
            visit(job, done, new HashSet<>());
        }
    }

    private void visit(Job job, Set<String> done, Set<String> open) {
        if (done.contains(job.name())) {
            return;
        }
        if (!open.add(job.name())) {
            shapes.invalid(job.place(), "the jobs need each other in a circle: " + String.join(", ", open));
            return;
        }
        for (var need : job.needs().orElse(List.of())) {
            var other = jobs.get(need.job());
            if (other != null) {
                visit(other, done, open);
            }
        }
        open.remove(job.name());
        done.add(job.name());
    }
}
