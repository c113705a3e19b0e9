/// From text to syntax tree: lexer, parser, and the tree itself.
///
/// [ModuleParser] reads a [RegoModule] of [Rule]s, whose bodies are [Expr]s over [Term]s; annotations in comments are
/// part of the module. Dialects differ in their keywords and in what a rule head may look like. The tree is
/// immutable. [TermRewriter] walks and rebuilds it, and every stage of the compiler extends it. `toString` prints any
/// node as Rego.
@NullMarked
package dev.agenticframework.rego.syntax;

import org.jspecify.annotations.NullMarked;
