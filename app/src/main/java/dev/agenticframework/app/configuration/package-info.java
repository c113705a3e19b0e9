/// Reads `agentic.yaml`: which environments exist, which rules they have, and which connections do their jobs.
@NullMarked
package dev.agenticframework.app.configuration;

import org.jspecify.annotations.NullMarked;
