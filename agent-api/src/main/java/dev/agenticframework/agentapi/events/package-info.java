/// The events of the platform: for each detail type a record and, beside it in the resources of this package, a JSON
/// Schema of its JSON.
///
/// The runtime writes a record as JSON: names in snake_case, constants of enums in lowercase, times in ISO 8601, and
/// the fields of a component of type [SharedFields][dev.agenticframework.agentapi.events.SharedFields] among the
/// event's own. To add an event, add a record, its schema, and the code that emits it; tests hold the three together.
@NullMarked
package dev.agenticframework.agentapi.events;

import org.jspecify.annotations.NullMarked;
