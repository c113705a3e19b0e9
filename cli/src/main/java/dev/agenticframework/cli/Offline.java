package dev.agenticframework.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Operations that need no running platform. Implemented by the composition root.
public interface Offline {

    /// Plans a sentence. The result is JSON with `status`, `services`, `tasks`, `unexplained`, `questions`.
    JsonNode plan(String sentence);

    /// Lists the software templates, each with `name`, `title`, `version`, `description`.
    List<JsonNode> templates();

    /// Returns one template, with `parameters` (JSON Schema).
    ///
    /// @throws CommandFailure if no template has this name
    JsonNode template(String name);

    /// Renders a template into a new or empty directory. Writes nothing if it fails.
    ///
    /// @return the paths of the written files
    List<String> render(String template, JsonNode values, Path directory);

    /// Checks a folder of templates. Returns the problems that it finds.
    List<String> validateTemplates(Path folder);

    /// Checks the files of a directory. Returns the response of `POST /policy/validate`, with a `decision` (`pass`
    /// or `block`).
    ///
    /// @param mode `advisory`, `enforced` or `strict`
    JsonNode checkPolicies(Path directory, String mode);

    /// The configuration of the installation with its defaults: `file`, `exists`, `environments`, `connections`.
    ///
    /// @param file another file to read in place of `agentic.yaml`
    /// @throws CommandFailure when the file is not valid, with each mistake on a line of its message
    JsonNode configuration(Optional<Path> file);

    /// The JSON Schema of `agentic.yaml`.
    String configurationSchema();

    /// Copies the installation into one file, also while its platform works.
    ///
    /// @param replace whether the file may exist
    /// @param progress receives a line for each step
    /// @return `file`, `files`, `bytes`, `archiveBytes` and `secretKey`
    /// @throws CommandFailure when nothing was written, with the reason
    JsonNode backUp(Path file, boolean replace, Consumer<String> progress);

    /// Restores the installation from a file.
    ///
    /// @param replace whether the home directory may have files; they are moved aside
    /// @param progress receives a line for each step
    /// @return `home`, `createdAt`, `files`, `bytes`, `replaced` and `secretKey`
    /// @throws CommandFailure when nothing has changed, with the reason
    JsonNode restore(Path file, boolean replace, Consumer<String> progress);

    /// Runs the tests of the policy packs in a folder.
    ///
    /// @return `passed`, `failed` and `failures`
    JsonNode testPolicies(Path folder);
}
