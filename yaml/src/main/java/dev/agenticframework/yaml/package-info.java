/// YAML with places: every value knows its file, line and column, so that an error can name them.
///
/// [YamlReader][dev.agenticframework.yaml.YamlReader] reads hostile documents within bounds (size,
/// depth, and values after aliases) into [YamlValue][dev.agenticframework.yaml.YamlValue]s, in one of
/// two [Dialect][dev.agenticframework.yaml.Dialect]s.
@NullMarked
package dev.agenticframework.yaml;

import org.jspecify.annotations.NullMarked;
