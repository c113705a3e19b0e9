/// Who may do what, with which service, in which environment.
///
/// [Role][dev.agenticframework.agentapi.access.Role] is the only table of permissions, and
/// [Access][dev.agenticframework.agentapi.access.Access] is the only place that decides.
@NullMarked
package dev.agenticframework.agentapi.access;

import org.jspecify.annotations.NullMarked;
