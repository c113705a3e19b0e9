/// The HTTP API: routes, authentication, and the only place that maps a failure to an HTTP status.
///
/// [ApiServer][dev.agenticframework.httpapi.ApiServer] mounts the routes, one class for each subject. Bodies and
/// answers are the records of the package `wire`. Each error is a problem (RFC 9457) with a stable code. Each operation
/// requires a token, except `GET /health` and `GET /openapi.json`.
@NullMarked
package dev.agenticframework.httpapi;

import org.jspecify.annotations.NullMarked;
