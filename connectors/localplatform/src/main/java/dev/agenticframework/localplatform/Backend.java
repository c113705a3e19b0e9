package dev.agenticframework.localplatform;

/// A replica as the gateway sees it. It counts the active requests, so that a replica can leave the traffic without a
/// failed request.
final class Backend {

    private final String release;
    private int port;
    private boolean ready;
    private boolean closed;
    private int underWay;

    Backend(String release, int port) {
        this.release = release;
        this.port = port;
    }

    String release() {
        return release;
    }

    synchronized int port() {
        return port;
    }

    synchronized void moved(int newPort) {
        port = newPort;
    }

    synchronized void ready(boolean now) {
        ready = now;
    }

    synchronized boolean takesRequests() {
        return ready && !closed;
    }

    /// Starts a request, unless the replica accepts none.
    synchronized boolean acquire() {
        if (!ready || closed) {
            return false;
        }
        underWay++;
        return true;
    }

    synchronized void release(boolean reachable) {
        underWay--;
        if (!reachable) {
            ready = false;
        }
        notifyAll();
    }

    /// Stops accepting requests and waits for the active ones.
    ///
    /// @return whether all of them ended in time
    synchronized boolean drain(java.time.Duration limit) throws InterruptedException {
        closed = true;
        long end = System.nanoTime() + limit.toNanos();
        while (underWay > 0) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
