/// Who changed what, when, and with which outcome.
@NullMarked
package dev.agenticframework.agentapi.audit;

import org.jspecify.annotations.NullMarked;
