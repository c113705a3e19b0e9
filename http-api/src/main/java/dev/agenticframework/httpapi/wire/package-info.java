/// What goes over the wire: one record for each body and each answer of the API, named as `/openapi.json` names it.
///
/// [Json][dev.agenticframework.httpapi.wire.Json] reads and writes them, and
/// [Schemas][dev.agenticframework.httpapi.wire.Schemas] describes them. Both go by the record alone: an `Optional`
/// component may be absent, every other one is required, and [Described][dev.agenticframework.httpapi.wire.Described]
/// says the rest. To change the API, change a record.
@NullMarked
package dev.agenticframework.httpapi.wire;

import org.jspecify.annotations.NullMarked;
