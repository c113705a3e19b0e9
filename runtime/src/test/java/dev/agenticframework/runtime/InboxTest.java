package dev.agenticframework.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InboxTest {
    private static final long FOREVER_MILLIS = 600_000;

    private final Inbox inbox = new Inbox();

    private static Command.Slots command(int count) {
        return new Command.Slots("codegen", count);
    }

    @Test
    void commandsComeOutInTheOrderInWhichTheyCameInAndNoMoreThanAskedFor() {
        List<Command> all =
                IntStream.range(0, 5).<Command>mapToObj(InboxTest::command).toList();
        all.forEach(inbox::add);
        var taken = new ArrayList<Command>();

        inbox.drainTo(taken, 3);
        assertThat(taken).isEqualTo(all.subList(0, 3));
        assertThat(inbox.size()).isEqualTo(2);
        inbox.drainTo(taken, 10);
        assertThat(taken).isEqualTo(all);
        assertThat(inbox.size()).isZero();
    }

    @Test
    void commandEndsAWait() throws InterruptedException {
        var waiting = Thread.ofVirtual().start(() -> {
            while (inbox.size() == 0) {
                inbox.await(FOREVER_MILLIS);
            }
        });

        inbox.add(command(1));

        waiting.join();
    }

    @Test
    void nothingWaitsWhenACommandIsThereOrNoTimeIsLeft() {
        inbox.await(0);
        inbox.add(command(1));

        inbox.await(FOREVER_MILLIS);

        assertThat(inbox.size()).isEqualTo(1);
    }

    @Test
    void commandsFromManyThreadsAllArriveAndEachThreadsInOrder() throws InterruptedException {
        int threads = 8;
        int each = 2_000;
        var adding = IntStream.range(0, threads)
                .mapToObj(thread -> Thread.ofVirtual().start(() -> {
                    for (int i = 0; i < each; i++) {
                        inbox.add(new Command.Slots("agent-" + thread, i));
                    }
                }))
                .toList();
        var taken = new ArrayList<Command>();
        while (taken.size() < threads * each) {
            inbox.await(FOREVER_MILLIS);
            inbox.drainTo(taken, 100);
        }
        for (Thread thread : adding) {
            thread.join();
        }

        for (int thread = 0; thread < threads; thread++) {
            String agent = "agent-" + thread;
            assertThat(taken.stream()
                            .map(Command.Slots.class::cast)
                            .filter(one -> one.agent().equals(agent))
                            .map(Command.Slots::count))
                    .isEqualTo(IntStream.range(0, each).boxed().toList());
        }
    }
}
