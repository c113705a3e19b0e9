package dev.agenticframework.httpapi.wire;

import java.util.List;

@Described("Waivers, oldest first.")
public record WaiverList(List<Waiver> items) {}
