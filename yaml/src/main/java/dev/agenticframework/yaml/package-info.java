/// YAML with places: every value knows its file and line, so that whoever judges it can say where.
///
/// [YamlReader][dev.agenticframework.yaml.YamlReader] reads hostile documents within bounds (size, depth, and values
/// after aliases) into [YamlValue][dev.agenticframework.yaml.YamlValue]s. Anchors, aliases and merge keys are resolved,
/// other tags are kept.
@NullMarked
package dev.agenticframework.yaml;

import org.jspecify.annotations.NullMarked;
