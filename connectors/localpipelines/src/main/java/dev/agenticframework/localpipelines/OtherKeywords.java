package dev.agenticframework.localpipelines;

import dev.agenticframework.yaml.YamlValue;
import dev.agenticframework.yaml.YamlValue.Kind;
import dev.agenticframework.yaml.YamlValue.Mapping;
import dev.agenticframework.yaml.YamlValue.Scalar;
import dev.agenticframework.yaml.YamlValue.Sequence;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Checks the shape of keywords that have no effect here, or that this runner does not support: what GitLab refuses
/// is refused.
final class OtherKeywords {

    private static final Set<String> IMAGE = Set.of("name", "entrypoint", "pull_policy", "docker", "kubernetes");
    private static final Set<String> ENVIRONMENT =
            Set.of("name", "url", "action", "on_stop", "auto_stop_in", "deployment_tier", "kubernetes");
    private static final Set<String> ACTIONS = Set.of("start", "stop", "prepare", "verify", "access");
    private static final Set<String> TIERS = Set.of("production", "staging", "testing", "development", "other");
    private static final Set<String> PULL_POLICIES = Set.of("always", "if-not-present", "never");
    private static final Set<String> RELEASE =
            Set.of("tag_name", "tag_message", "name", "description", "ref", "milestones", "released_at", "assets");
    private static final Duration MAX_DELAY = Duration.ofDays(7);

    private final Shapes shapes;

    OtherKeywords(Shapes shapes) {
        this.shapes = shapes;
    }

    /// Checks a job, with its defaults.
    void check(Mapping job) {
        job.find("image").ifPresent(this::image);
        job.find("tags").ifPresent(value -> shapes.textList(value, "tags"));
        job.find("interruptible").ifPresent(value -> shapes.flag(value, "interruptible"));
        job.find("resource_group").ifPresent(value -> shapes.text(value, "resource_group"));
        job.find("environment").ifPresent(this::environment);
        job.find("coverage").ifPresent(this::coverage);
        job.find("manual_confirmation").ifPresent(value -> shapes.text(value, "manual_confirmation"));
        job.find("publish").ifPresent(value -> shapes.text(value, "publish"));
        job.find("pages").ifPresent(value -> oneOf(value, "pages", Set.of(Kind.BOOLEAN), true));
        job.find("trigger").ifPresent(value -> oneOf(value, "trigger", Set.of(Kind.TEXT), true));
        job.find("identity").ifPresent(value -> shapes.text(value, "identity"));
        for (var key : List.of("secrets", "id_tokens", "hooks", "dast_configuration")) {
            job.find(key).ifPresent(value -> shapes.mapping(value, key));
        }
        job.find("run")
                .filter(value -> !(value instanceof Sequence))
                .ifPresent(value -> shapes.invalid(value.place(), "run must be a list of steps"));
        job.find("release").flatMap(value -> shapes.mapping(value, "release")).ifPresent(this::release);
        delay(job);
    }

    private void oneOf(YamlValue value, String keyword, Set<Kind> kinds, boolean orMapping) {
        boolean fits =
                value instanceof Scalar scalar ? kinds.contains(scalar.kind()) : orMapping && value instanceof Mapping;
        if (!fits) {
            shapes.invalid(
                    value.place(),
                    keyword + " must be a " + (kinds.contains(Kind.TEXT) ? "string" : "boolean") + " or a mapping");
        }
    }

    void image(YamlValue value) {
        if (!(value instanceof Mapping image)) {
            shapes.text(value, "image");
            return;
        }
        shapes.onlyKeys(image, "image", IMAGE);
        if (image.find("name")
                .flatMap(name -> shapes.text(name, "image:name"))
                .filter(n -> !n.isBlank())
                .isEmpty()) {
            shapes.invalid(image.place(), "image must have a name");
        }
        image.find("entrypoint").ifPresent(entrypoint -> shapes.textList(entrypoint, "image:entrypoint"));
        image.find("pull_policy").ifPresent(policies -> {
            if (!PULL_POLICIES.containsAll(shapes.texts(policies, "image:pull_policy"))) {
                shapes.invalid(policies.place(), "image:pull_policy must be always, if-not-present or never");
            }
        });
    }

    private void environment(YamlValue value) {
        if (!(value instanceof Mapping environment)) {
            shapes.text(value, "environment");
            return;
        }
        shapes.onlyKeys(environment, "environment", ENVIRONMENT);
        if (environment
                .find("name")
                .flatMap(name -> shapes.text(name, "environment:name"))
                .isEmpty()) {
            shapes.invalid(environment.place(), "environment must have a name");
        }
        for (var key : List.of("url", "on_stop", "auto_stop_in")) {
            environment.find(key).ifPresent(text -> shapes.text(text, "environment:" + key));
        }
        word(environment, "action", "environment", ACTIONS);
        word(environment, "deployment_tier", "environment", TIERS);
    }

    private void word(Mapping mapping, String key, String keyword, Set<String> words) {
        mapping.find(key)
                .flatMap(value -> shapes.text(value, keyword + ":" + key))
                .filter(word -> !words.contains(word))
                .ifPresent(word -> shapes.invalid(
                        mapping.at(key),
                        keyword + ":" + key + " must be one of: "
                                + String.join(", ", words.stream().sorted().toList())));
    }

    private void coverage(YamlValue value) {
        var text = shapes.text(value, "coverage");
        if (text.isPresent()
                && (!text.get().startsWith("/")
                        || Expression.pattern(text.get()).isEmpty())) {
            shapes.invalid(value.place(), "coverage must be a regular expression between slashes");
        }
    }

    private void release(Mapping release) {
        shapes.onlyKeys(release, "release", RELEASE);
        for (var key : List.of("tag_name", "description")) {
            if (!release.entries().containsKey(key)) {
                shapes.invalid(release.place(), "release must have " + key);
            }
        }
    }

    private void delay(Mapping job) {
        boolean delayed = job.find("when")
                .filter(value -> value instanceof Scalar scalar && scalar.text().equals("delayed"))
                .isPresent();
        var start = job.find("start_in");
        if (start.isPresent() && (!delayed || job.entries().containsKey("rules"))) {
            shapes.invalid(job.at("start_in"), "start_in needs when: delayed in the same place");
        } else if (delayed) {
            delay(job, start);
        }
    }

    /// A delay is at most a week.
    private void delay(Mapping holder, java.util.Optional<YamlValue> start) {
        var delay = start.flatMap(value -> shapes.text(value, "start_in")).flatMap(DurationText::parse);
        if (delay.isEmpty() || delay.get().compareTo(MAX_DELAY) > 0) {
            shapes.invalid(holder.place(), "start_in must be a duration of at most one week");
        }
    }
}
