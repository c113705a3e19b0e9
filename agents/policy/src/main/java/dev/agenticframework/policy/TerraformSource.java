package dev.agenticframework.policy;

import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.Value;
import java.util.List;

/// Reads the resources, data sources and providers of a Terraform file, each in the shape that it has in a plan.
final class TerraformSource {

    private TerraformSource() {}

    static List<Value> resources(String path, String text, Budget budget) throws HclException {
        return HclReader.read(path, text, budget).stream()
                .filter(block -> switch (block.type()) {
                    case "resource", "data" -> block.labels().size() == 2;
                    case "provider" -> block.labels().size() == 1;
                    default -> false;
                })
                .map(block -> resource(path, block))
                .toList();
    }

    private static Value resource(String path, HclReader.Block block) {
        var type = block.labels().getFirst();
        var name = block.labels().getLast();
        var mode = block.type().equals("resource") ? "managed" : block.type();
        var address = block.type().equals("resource") ? type + "." + name : block.type() + "." + type + "." + name;
        return ObjectValue.builder()
                .put("mode", Documents.text(mode))
                .put("type", Documents.text(type))
                .put("name", Documents.text(name))
                .put("address", Documents.text(address))
                .put("path", Documents.text(path))
                .put("line", Documents.number(block.line()))
                .put("values", block.body())
                .put("lines", block.lines())
                .build();
    }
}
