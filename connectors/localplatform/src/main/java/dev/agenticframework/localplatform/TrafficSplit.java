package dev.agenticframework.localplatform;

import java.util.List;
import java.util.Optional;

/// Which replicas get the requests, and in which proportion. Immutable; a change of traffic is another split.
///
/// @param shares in the order in which a request's number is laid onto them
record TrafficSplit(List<Share> shares) {

    /// Takes no traffic anywhere.
    static final TrafficSplit NONE = new TrafficSplit(List.of());

    private static final int WHOLE = 100;
    // Has no divisor in common with 100, so that 100 requests in a row meet each place once, well mixed.
    private static final int STRIDE = 37;

    /// A part of the traffic.
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

    /// All replicas alike.
    static TrafficSplit even(List<Backend> backends) {
        return new TrafficSplit(List.of(new Share(WHOLE, backends)));
    }

    /// So many percent to the new ones, the rest to the old ones.
    static TrafficSplit weighted(List<Backend> old, int percentNew, List<Backend> fresh) {
        return new TrafficSplit(List.of(new Share(percentNew, fresh), new Share(WHOLE - percentNew, old)));
    }

    /// The replica for a request, already counted there; empty when none takes requests.
    ///
    /// @param number of the request, counted from 0
    Optional<Backend> pick(long number) {
        int place = (int) (number * STRIDE % WHOLE);
        for (var share : shares) {
            place -= share.percent();
            if (place < 0) {
                var picked = share.pick(number);
                // A share whose replicas are all gone must not fail requests that another could serve.
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
