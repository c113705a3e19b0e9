/// The planner turns what somebody asks for into a plan of dependent tasks, without a model and without a network.
///
/// A sentence is cut into [Token]s, read as phrases of known words ([Lexicon], [Phrases], [Reader]), put together into
/// services ([Assembler]), and judged ([Judge]): a request that leaves a word unexplained is answered with a question
/// and never acted on. A clear request becomes a goal, and [Regression] works back from it through the agents'
/// capabilities to the tasks that reach it.
@NullMarked
package dev.agenticframework.planner;

import org.jspecify.annotations.NullMarked;
