/// Placeholder story.
@NullMarked
package dev.agenticframework.agentapi;

import org.jspecify.annotations.NullMarked;
