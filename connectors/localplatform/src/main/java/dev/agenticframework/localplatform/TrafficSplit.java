package dev.agenticframework.localplatform;

import java.util.List;
import java.util.Optional;

/// Which replicas get the requests, and in which proportion. It is immutable: a change of traffic is another split.
///
/// @param shares in the order in which requests are distributed over them
record TrafficSplit(List<Share> shares) {

    /// Sends no request to any replica.
    static final TrafficSplit NONE = new TrafficSplit(List.of());

    private static final int WHOLE = 100;
    // Coprime to 100, so that 100 consecutive requests meet each percent once, well mixed.
    private static final int STRIDE = 37;

    /// A share of the traffic.
    ///
    /// @param percent of all requests
    record Share(int percent, List<Backend> backends) {
        Share {
            backends = List.copyOf(backends);
        }

        private Optional<Backend> pick(long number) {
            for (int i = 0; i < backends.size(); i++) {
                var backend = backends.get((int) ((number + i) % backends.size()));
                if (backend.acquire()) {
                    return Optional.of(backend);
                }
            }
            return Optional.empty();
        }
    }

    TrafficSplit {
        shares = List.copyOf(shares);
    }

    /// Shares the traffic equally.
    static TrafficSplit even(List<Backend> backends) {
        return new TrafficSplit(List.of(new Share(WHOLE, backends)));
    }

    /// Sends a percentage to the new replicas, and the rest to the old ones.
    static TrafficSplit weighted(List<Backend> old, int percentNew, List<Backend> fresh) {
        return new TrafficSplit(List.of(new Share(percentNew, fresh), new Share(WHOLE - percentNew, old)));
    }

    /// The replica for a request, which it counts as active; empty when no replica accepts requests.
    ///
    /// @param number of the request, counted from 0
    Optional<Backend> pick(long number) {
        int place = (int) (number * STRIDE % WHOLE);
        for (var share : shares) {
            place -= share.percent();
            if (place < 0) {
                var picked = share.pick(number);
                // Requests of a share without replicas go to another share.
                return picked.isPresent() ? picked : any(number);
            }
        }
        return any(number);
    }

    private Optional<Backend> any(long number) {
        return shares.stream()
                .filter(share -> share.percent() > 0)
                .flatMap(share -> share.pick(number).stream())
                .findFirst();
    }
}
