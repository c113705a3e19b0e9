package dev.agenticframework.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Sends the bytes of a request as they are, over a connection of its own.
record RawRequest(List<byte[]> parts) {

    /// An answer.
    ///
    /// @param status 0 when the connection was closed without one
    /// @param head the status line and the headers
    record Answer(int status, String head, String body) {}

    static RawRequest of(String text) {
        return new RawRequest(List.of(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    Answer send(String url) throws IOException {
        String text = text(url);
        int end = text.indexOf("\r\n\r\n");
        return end < 0
                ? new Answer(0, "", "")
                : new Answer(Integer.parseInt(text.split(" ", 3)[1]), text.substring(0, end), text.substring(end + 4));
    }

    /// What the server sends until it closes the connection.
    String text(String url) throws IOException {
        var where = URI.create(url);
        try (var socket = new Socket(where.getHost(), where.getPort())) {
            for (byte[] part : parts) {
                socket.getOutputStream().write(part);
            }
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            var all = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(all);
            return all.toString(StandardCharsets.UTF_8);
        }
    }
}
