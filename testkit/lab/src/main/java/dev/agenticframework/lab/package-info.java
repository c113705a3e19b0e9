/// The laboratory: how the platform proves and measures its engine. [Simulation] plays one seeded history with faults
/// between any two steps and checks it against named invariants; [Torture] kills real processes on a real disk and
/// checks what is left; [EngineLoad] measures. [DevCommand] puts them on the command line as `agentic dev`. No
/// production code compiles against this module.
@NullMarked
package dev.agenticframework.lab;

import org.jspecify.annotations.NullMarked;
