package dev.agenticframework.httpapi.wire;

import java.util.List;

public record ServiceList(List<Service> items) {}
