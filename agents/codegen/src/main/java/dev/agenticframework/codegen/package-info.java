/// Turns software templates into projects.
///
/// A template is a folder of data in the format of Backstage's scaffolder: parameters as JSON Schema, steps, a
/// skeleton of files. `TemplateCatalog` reads folders of templates into memory, `Parameters` holds a request to the
/// schema, and `TemplateRenderer` renders the skeleton to a `RenderedTree`, byte for byte the same for the same input.
/// Templates and values are treated as hostile: they reach no Java object, no file outside their folder, and every
/// size is bounded.
@NullMarked
package dev.agenticframework.codegen;

import org.jspecify.annotations.NullMarked;
