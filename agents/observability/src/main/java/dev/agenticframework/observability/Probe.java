package dev.agenticframework.observability;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A short load on a service, bounded in requests and time: it checks the health, lists a collection, and, where that
/// is permitted, creates, reads and deletes members.
final class Probe {

    /// How many rounds are not counted: the first responses of a service are slower than later ones.
    static final int WARM_UP_ROUNDS = 5;
    static final int ROUNDS = 40;
    static final Duration LONGEST = Duration.ofSeconds(10);

    private static final int DELETE_TRIES = 3;

    private final ServiceClient client;
    private final Optional<Contract> contract;
    private final boolean writes;
    private final Consumer<String> log;
    private final Map<String, Integer> unexpected = new LinkedHashMap<>();
    private int leftBehind;

    /// @param writes whether it may create members, which it then deletes
    Probe(ServiceClient client, Optional<Contract> contract, boolean writes, Consumer<String> log) {
        this.client = client;
        this.contract = contract;
        this.writes = writes;
        this.log = log;
    }

    /// What it saw that was not expected.
    ///
    /// @param unexpected how often each operation had an unexpected response
    /// @param leftBehind how many members it created and could not delete
    /// @param wrote whether it was permitted to create and delete
    record Seen(int rounds, Map<String, Integer> unexpected, int leftBehind, boolean wrote) {}

    /// Runs this many rounds, or fewer when time runs out.
    Seen run(int rounds) throws InterruptedException {
        unexpected.clear();
        long end = System.nanoTime() + LONGEST.toNanos();
        int done = 0;
        while (done < rounds && System.nanoTime() < end) {
            round();
            done++;
        }
        return new Seen(done, new LinkedHashMap<>(unexpected), leftBehind, writes);
    }

    private void round() throws InterruptedException {
        expect("GET /health/live", client.get("/health/live").ok());
        expect("GET /health/ready", client.get("/health/ready").ok());
        if (contract.isPresent()) {
            roundTrip(contract.get());
        }
    }

    private void roundTrip(Contract service) throws InterruptedException {
        var path = service.collection();
        expect("GET " + path, client.get(path).ok());
        if (writes) {
            createAndDelete(service, path);
        }
    }

    private void createAndDelete(Contract service, String path) throws InterruptedException {
        var created = client.post(path, service.example());
        expect("POST " + path, created.status() == 201);
        var member = service.member(created);
        if (member.isPresent()) {
            try {
                expect("GET " + path + "/{id}", client.get(member.get()).ok());
            } finally {
                delete(path, member.get());
            }
        }
    }

    private void delete(String path, String member) throws InterruptedException {
        for (int i = 0; i < DELETE_TRIES; i++) {
            int status = client.delete(member).status();
            if (status == 204 || status == 404) {
                return;
            }
            expect("DELETE " + path + "/{id}", false);
        }
        leftBehind++;
        log.accept("Could not delete " + member);
    }

    private void expect(String operation, boolean met) {
        if (!met) {
            unexpected.merge(operation, 1, Integer::sum);
        }
    }
}
