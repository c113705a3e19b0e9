package dev.agenticframework.localplatform;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Requests without a pause from a few clients, half of them with a body, until it is stopped.
final class Load implements AutoCloseable {

    private static final int CLIENTS = 4;

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicInteger sent = new AtomicInteger();
    private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();

    Load(String url) {
        for (int i = 0; i < CLIENTS; i++) {
            int number = i;
            threads.add(Thread.ofVirtual().start(() -> run(url, number)));
        }
    }

    private void run(String url, int number) {
        while (!stopped.get()) {
            var request = number % 2 == 0
                    ? HttpRequest.newBuilder(URI.create(url + (number == 0 ? "/slow" : "/items")))
                    : HttpRequest.newBuilder(URI.create(url + "/items"))
                            .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"x\"}"));
            sent.incrementAndGet();
            try {
                int status = client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status != 200) {
                    fail(Integer.toString(status));
                }
            } catch (java.io.IOException e) {
                fail(e.toString());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void fail(String how) {
        failures.computeIfAbsent(how, key -> new AtomicInteger()).incrementAndGet();
    }

    /// Ends it, so that what it counted stays.
    void end() {
        close();
    }

    int sent() {
        return sent.get();
    }

    Map<String, AtomicInteger> failures() {
        return failures;
    }

    @Override
    public void close() {
        stopped.set(true);
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
