package dev.agenticframework.httpapi.wire;

import java.util.List;

@Described("The space that all data of the platform take.")
public record DiskUsageList(List<DiskUsage> items) {}
