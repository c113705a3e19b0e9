/// Turns software templates into projects.
///
/// A template is a folder in the format of Backstage's scaffolder: parameters as JSON Schema, steps, and a skeleton of
/// files. `TemplateCatalog` reads folders of templates into memory, `Parameters` validates the values of a request, and
/// `TemplateRenderer` renders the skeleton to a `FileTree`, with the same bytes for the same input. Templates and
/// values are not trusted: they reach no Java object and no file outside their folder, and every size is bounded.
@NullMarked
package dev.agenticframework.codegen;

import org.jspecify.annotations.NullMarked;
