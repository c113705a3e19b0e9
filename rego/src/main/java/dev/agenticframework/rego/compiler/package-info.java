/// Drives the compilation of modules and queries, and generates the code that the evaluator runs.
///
/// [PolicyCompiler] and [QueryCompiler] list the stages. When all have passed, lowering decides for each term whether
/// it is read or bound at that point, gives variables slots in a frame, and chains the parts of a body into steps. The
/// code of a group of rules is generated when it is first needed.
@NullMarked
package dev.agenticframework.rego.compiler;

import org.jspecify.annotations.NullMarked;
