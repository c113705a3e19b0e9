/// Placeholder story.
@NullMarked
package dev.agenticframework.rego;

import org.jspecify.annotations.NullMarked;
