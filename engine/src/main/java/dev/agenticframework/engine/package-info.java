/// Placeholder story.
@NullMarked
package dev.agenticframework.engine;

import org.jspecify.annotations.NullMarked;
