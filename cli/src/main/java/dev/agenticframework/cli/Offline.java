package dev.agenticframework.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What the command line does by itself, without a platform. Implemented by the composition root.
public interface Offline {

    /// A plan for a sentence, as JSON: `status`, `services`, `tasks`, `unexplained`, `questions`.
    JsonNode plan(String sentence);

    /// The software templates, each with `name`, `title`, `version`, `description`.
    List<JsonNode> templates();

    /// One template, with `parameters` (JSON Schema).
    ///
    /// @throws CommandFailure when there is none of that name
    JsonNode template(String name);

    /// Renders a template into a new or empty directory; nothing is written when it fails.
    ///
    /// @return the paths that were written
    List<String> render(String template, JsonNode values, Path directory);

    /// Checks a folder of templates; the problems found, none when they are sound.
    List<String> validateTemplates(Path folder);

    /// Judges the files of a directory: the answer of `POST /policy/validate`.
    ///
    /// @param mode `advisory`, `enforced` or `strict`: adds `decision`, `pass` or `block`
    JsonNode checkPolicies(Path directory, String mode);

    /// The configuration of the installation with its defaults: `file`, `exists`, `environments`, `connections`.
    ///
    /// @param file another file to read in place of `agentic.yaml`
    /// @throws CommandFailure when the file is not valid, with each mistake on a line of its message
    JsonNode configuration(Optional<Path> file);

    /// The JSON Schema of `agentic.yaml`.
    String configurationSchema();

    /// Runs the tests of the policy packs in a folder.
    ///
    /// @return `passed`, `failed` and the failures
    JsonNode testPolicies(Path folder);
}
