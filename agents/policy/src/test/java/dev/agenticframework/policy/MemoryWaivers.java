package dev.agenticframework.policy;

import dev.agenticframework.agentapi.waivers.Waiver;
import dev.agenticframework.agentapi.waivers.WaiverRegister;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A register in memory.
final class MemoryWaivers implements WaiverRegister {
    private static final Instant AT = Instant.EPOCH;

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    @Override
    public Optional<Approval> request(Waiver waiver) {
        return entries.computeIfAbsent(waiver.id(), id -> new Entry(waiver, AT, Optional.empty()))
                .approval();
    }

    @Override
    public List<Entry> all() {
        return List.copyOf(entries.values());
    }

    @Override
    public Entry get(String id) {
        return Optional.ofNullable(entries.get(id)).orElseThrow();
    }

    @Override
    public Entry approve(String id, String by) {
        var approved = new Entry(get(id).waiver(), AT, Optional.of(new Approval(by, AT)));
        entries.put(id, approved);
        return approved;
    }

    @Override
    public void remove(String id) {
        entries.remove(id);
    }
}
