/// The HTTP API: wire records, routes, authentication, and the only place that turns a failure into a status.
///
/// [ApiServer][dev.agenticframework.httpapi.ApiServer] mounts one class of routes a subject. Every answer is JSON,
/// every error a problem (RFC 9457) with a stable code. All but `GET /health` asks for a token.
@NullMarked
package dev.agenticframework.httpapi;

import org.jspecify.annotations.NullMarked;
