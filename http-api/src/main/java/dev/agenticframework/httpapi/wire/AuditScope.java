package dev.agenticframework.httpapi.wire;

@Described("A service in an environment. A * stands for all, and an empty environment for none.")
public record AuditScope(String service, String environment) {}
