package dev.agenticframework.localplatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The ports of services, without services.
class GatewayTest {

    private static final int MANY = 1_000;

    private final Gateway gateway = new Gateway(Set.of("services.example"));
    private final Ports ports = new Ports(new SecureRandom());

    @BeforeEach
    void start() {
        gateway.start();
    }

    @AfterEach
    void stop() {
        gateway.stop();
    }

    private static ServiceKey key(int number) {
        return new ServiceKey("service-" + number, "staging");
    }

    /// The first line of the answer.
    private static String request(int port, String host) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    @Test
    void thousandServicesHaveTheirPorts() throws Exception {
        var taken = new HashSet<Integer>();
        for (int i = 0; i < MANY; i++) {
            int port = ports.gateway(key(i), taken);
            taken.add(port);
            gateway.open(key(i), port, new Route());
        }

        for (int port : taken) {
            assertThat(request(port, "localhost:" + port)).contains(" 503 ");
        }
    }

    @Test
    void portThatWasClosedRefusesConnectionsAndTheNextOneOfTheServiceAnswers() throws Exception {
        int first = ports.gateway(key(1), Set.of());
        gateway.open(key(1), first, new Route());
        int second = ports.gateway(key(1), Set.of(first));

        gateway.open(key(1), second, new Route());

        assertThat(request(second, "localhost")).contains(" 503 ");
        assertThatThrownBy(() -> request(first, "localhost")).isInstanceOf(IOException.class);
    }

    @Test
    void portOfAnotherProgramIsNamed() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> gateway.open(key(1), other.getLocalPort(), new Route()))
                    .hasMessageContaining("GATEWAY_PORT_IN_USE")
                    .hasMessageContaining(Integer.toString(other.getLocalPort()));
        }
        assertThat(gateway.isOpen(key(1))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attacker.example",
                "attacker.example:80",
                "localhost.attacker.example",
                "127.0.0.1.attacker.example",
                "10.0.0.7",
                "0.0.0.0",
                "[::2]"
            })
    void otherHostNamesAreMisdirected(String host) throws Exception {
        int port = ports.gateway(key(1), Set.of());
        gateway.open(key(1), port, new Route());

        assertThat(request(port, host)).contains(" 421 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:1", "127.0.0.1:8080", "[::1]:80", "services.example"})
    void ownHostNamesAreServed(String host) throws Exception {
        int port = ports.gateway(key(1), Set.of());
        gateway.open(key(1), port, new Route());

        assertThat(request(port, host)).contains(" 503 ");
    }
}
