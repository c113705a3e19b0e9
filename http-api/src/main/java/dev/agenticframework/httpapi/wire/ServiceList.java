package dev.agenticframework.httpapi.wire;

import java.util.List;

@Described("The services that run, one entry for each environment.")
public record ServiceList(List<Service> items) {}
