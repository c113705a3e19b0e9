/// Turns a request in plain English into a plan of dependent tasks, without a model and without a network.
///
/// A sentence is split into [Token]s, read as phrases of known words ([Lexicon], [Phrases], [Reader]), combined into
/// services ([Assembler]) and checked ([Judge]). If a word remains unexplained, the planner asks a question and plans
/// nothing. A clear request becomes a [Goal], and [Regression] works backward from it through the capabilities of the
/// agents to the tasks that reach it.
@NullMarked
package dev.agenticframework.planner;

import org.jspecify.annotations.NullMarked;
