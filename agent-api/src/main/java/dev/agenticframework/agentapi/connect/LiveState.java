package dev.agenticframework.agentapi.connect;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/// The part of a connection's state that cannot be copied file by file while it works, such as the data of a
/// database server.
public interface LiveState {

    /// Where it is, below the connection's directory.
    Path directory();

    /// Copies it as it is at one moment. Everything that was acknowledged before the call is in the copy.
    ///
    /// @param progress receives a line for each step that takes long
    /// @throws dev.agenticframework.agentapi.FailureException when it cannot be copied now
    void copy(Copy copy, Consumer<String> progress) throws IOException, InterruptedException;

    /// Takes the files of a copy, under the paths that they have.
    interface Copy {
        /// Takes a directory without what is in it.
        void directory(Path directory) throws IOException;

        /// Takes a file as it is now. A file that does not exist any more is left out.
        void file(Path file) throws IOException;

        /// Takes a file that exists only in the copy.
        void file(Path file, byte[] content) throws IOException;
    }
}
