package dev.agenticframework.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Finding;
import dev.agenticframework.agentapi.PolicyEngine.Subject;
import dev.agenticframework.rego.value.NullValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.Value;
import dev.agenticframework.yaml.Dialect;
import dev.agenticframework.yaml.YamlException;
import dev.agenticframework.yaml.YamlReader;
import dev.agenticframework.yaml.YamlValue;
import dev.agenticframework.yaml.YamlValue.Mapping;
import dev.agenticframework.yaml.YamlValue.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The `input` of policies for a tree of files. Its shape is described in docs/how-to/write-a-policy.md.
final class ProjectInput {

    static final String PIPELINE = ".gitlab-ci.yml";
    static final String PLAN = "plan.json";

    private final Subject subject;
    private final Budget budget = new Budget();
    private final List<Value> dockerfiles = new ArrayList<>();
    private final List<Value> kubernetes = new ArrayList<>();
    private final List<Value> kustomizations = new ArrayList<>();
    private final List<Value> resources = new ArrayList<>();
    private final List<Value> paths = new ArrayList<>();
    private final List<Finding> unreadable = new ArrayList<>();
    private Value pipeline = NullValue.NULL;

    private ProjectInput(Subject subject) {
        this.subject = subject;
    }

    /// @param unreadable files that no policy can evaluate
    record Read(Value input, List<Finding> unreadable) {}

    static Read of(Subject subject) {
        var input = new ProjectInput(subject);
        subject.files().entries().forEach((path, file) -> input.add(path, file.content()));
        return new Read(input.whole(), input.unreadable);
    }

    private Value whole() {
        return ObjectValue.builder()
                .put("type", Documents.text(subject.type()))
                .put("files", Documents.array(paths))
                .put("dockerfiles", Documents.array(dockerfiles))
                .put("kubernetes", Documents.array(kubernetes))
                .put("kustomizations", Documents.array(kustomizations))
                .put("gitlab_ci", pipeline)
                .put("terraform", ObjectValue.of("resources", Documents.array(resources)))
                .build();
    }

    private boolean judges(String type) {
        return subject.type().equals("project") || subject.type().equals(type);
    }

    private void add(String path, byte[] content) {
        Budget.requireCaller();
        budget.values(path, 1);
        paths.add(Documents.text(path));
        if (judges("dockerfile") && DockerfileInput.isDockerfile(path)) {
            dockerfiles.add(DockerfileInput.read(path, new String(content, UTF_8), budget));
        } else if (judges("gitlab_ci") && path.equals(PIPELINE)) {
            addPipeline(path, new String(content, UTF_8));
        } else if (judges("kubernetes") && isManifest(path)) {
            addManifests(path, new String(content, UTF_8));
        } else if (judges("terraform") && path.endsWith(".tf")) {
            addTerraform(path, new String(content, UTF_8));
        } else if (subject.type().equals("terraform_plan") && path.equals(PLAN)) {
            resources.addAll(TerraformPlan.resources(path, content, budget));
        }
    }

    private static boolean isManifest(String path) {
        return (path.endsWith(".yaml") || path.endsWith(".yml")) && !path.startsWith(".");
    }

    private void addPipeline(String path, String text) {
        try {
            pipeline = YamlReader.read(path, text, Dialect.LENIENT)
                    .<Value>map(document -> ObjectValue.builder()
                            .put("path", Documents.text(path))
                            .put("config", Documents.of(document))
                            .put("lines", Documents.lines(path, document, budget))
                            .build())
                    .orElse(NullValue.NULL);
        } catch (YamlException e) {
            refuse(path, e.place().line(), e.getMessage());
        }
    }

    /// Chart templates are not YAML until they are rendered.
    private void addManifests(String path, String text) {
        if (text.contains("{{") && !subject.type().equals("kubernetes")) {
            return;
        }
        try {
            for (var document : YamlReader.readAll(path, text, Dialect.LENIENT, read -> budget.read(path, read))) {
                if (document instanceof Mapping mapping) {
                    addObject(path, mapping);
                }
            }
        } catch (YamlException e) {
            refuse(path, e.place().line(), e.getMessage());
        }
    }

    private void addObject(String path, Mapping object) {
        var kind = text(object, "kind");
        if (kind.isEmpty() && path.endsWith("kustomization.yaml")) {
            kustomizations.add(described(path, object));
        } else if (kind.isPresent() && text(object, "apiVersion").isPresent()) {
            boolean kustomize = text(object, "apiVersion").get().startsWith("kustomize.config.k8s.io/");
            (kustomize ? kustomizations : kubernetes).add(described(path, object));
        }
    }

    private Value described(String path, Mapping object) {
        return ObjectValue.builder()
                .put("path", Documents.text(path))
                .put("line", Documents.number(object.place().line()))
                .put("object", Documents.of(object))
                .put("lines", Documents.lines(path, object, budget))
                .build();
    }

    private static Optional<String> text(Mapping mapping, String key) {
        return mapping.find(key)
                .filter(v -> v instanceof Scalar s && s.kind() == YamlValue.Kind.TEXT)
                .map(v -> ((Scalar) v).text());
    }

    private void addTerraform(String path, String text) {
        try {
            resources.addAll(TerraformSource.resources(path, text, budget));
        } catch (HclException e) {
            refuse(path, e.line(), e.getMessage());
        }
    }

    /// A document that was sent for evaluation must be readable. An unreadable file of a project is a finding.
    private void refuse(String path, int line, @org.jspecify.annotations.Nullable String problem) {
        if (!subject.type().equals("project")) {
            throw new FailureException(Failure.invalid(
                    "POLICY_INPUT_INVALID",
                    "Cannot read " + path + ", line " + line + ": " + problem + ".",
                    "Fix the document."));
        }
        unreadable.add(new Finding(
                "file-unreadable",
                Finding.Severity.MEDIUM,
                "The file cannot be read, so no policy evaluated it: " + problem,
                path,
                line,
                "Fix the file",
                "policy-agent",
                Optional.empty()));
    }
}
