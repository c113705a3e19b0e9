/// Built-ins on JSON documents: filtering, patches, schemas, and conversion from and to JSON and YAML.
///
/// Patches follow RFC 6902, extended to sets. Schemas are JSON Schema drafts 4, 6 and 7; references resolve within one
/// schema document.
@NullMarked
package dev.agenticframework.rego.library.json;

import org.jspecify.annotations.NullMarked;
