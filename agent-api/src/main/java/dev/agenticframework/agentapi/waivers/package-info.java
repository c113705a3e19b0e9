/// Findings of policies that people accept for a limited time.
@NullMarked
package dev.agenticframework.agentapi.waivers;

import org.jspecify.annotations.NullMarked;
