/// How the platform proves its engine. [Simulation] plays one seeded history with faults between any two steps and
/// holds it to named invariants; [Torture] kills real processes on a real disk and checks what is left; the contract
/// suites are what every adapter of a port must pass; [EngineLoad] measures. [SimulateCommand], [TortureCommand] and
/// [EngineBenchCommand] put them on the command line.
@NullMarked
package dev.agenticframework.testkit;

import org.jspecify.annotations.NullMarked;
