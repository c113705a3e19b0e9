package dev.agenticframework.httpapi.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Holds records to the schemas that are generated from them.
public final class WireSchema {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private WireSchema() {}

    /// Writes a record, and requires that it is as its schema says, and is not once it has a member that the schema
    /// does not know.
    public static JsonNode checked(Record record) {
        var schemas = new Schemas();
        var root = schemas.reference(record.getClass());
        root.putObject("components").putObject("schemas").setAll(schemas.all());
        var schema = REGISTRY.getSchema(root);
        JsonNode json = Json.tree(record);
        assertThat(schema.validate(json)).as(json.toString()).isEmpty();
        var more = ((ObjectNode) json.deepCopy()).set("unheardOf", JsonNodeFactory.instance.stringNode("x"));
        assertThat(schema.validate(more)).as("with an unknown member").isNotEmpty();
        return json;
    }
}
