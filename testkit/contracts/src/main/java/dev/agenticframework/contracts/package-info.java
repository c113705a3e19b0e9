/// What every adapter of a port must pass, as JUnit suites to extend: one for each port, and the fakes that pass them.
/// Tests depend on this module; no production code does.
@NullMarked
package dev.agenticframework.contracts;

import org.jspecify.annotations.NullMarked;
