package dev.agenticframework.codegen;

import dev.agenticframework.yaml.YamlException;
import dev.agenticframework.yaml.YamlJson;
import dev.agenticframework.yaml.YamlReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Reads a YAML document as JSON, which schemas and text templates understand.
final class TemplateYaml {
    private TemplateYaml() {}

    /// The document of a file; JSON's null when it is empty.
    ///
    /// @throws TemplateException `TEMPLATE_INVALID`, with the file and the line
    static JsonNode read(String file, String text) {
        try {
            return YamlReader.read(file, text).map(YamlJson::of).orElseGet(JsonNodeFactory.instance::nullNode);
        } catch (YamlException e) {
            throw TemplateException.invalid(
                    e.place().toString(), "is not valid YAML: " + e.getMessage() + ".", "Fix the syntax.");
        }
    }
}
