/// The engine decides. A [Workflow] is an immutable value; [Workflow#decide] takes an [Intent] (something was asked, or
/// time passed) and answers with the [Fact]s that follow from it, or with a [Rejection]; [Workflow#replay] folds a fact
/// into the next value. Nothing here reads a clock, draws a random number, starts a thread or touches a disk: a shell
/// persists the facts and only then acts on them. A workflow's history is the list of its facts, and replaying it gives
/// the same workflow on every machine.
@NullMarked
package dev.agenticframework.engine;

import org.jspecify.annotations.NullMarked;
