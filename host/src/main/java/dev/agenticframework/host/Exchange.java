package dev.agenticframework.host;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// Replaces a directory by another one, so that its path always has the old content or the new. It calls renameat2(2)
/// of Linux, because Java's own API exchanges no paths.
public final class Exchange {
    private static final int CURRENT_DIRECTORY = -100;
    private static final int RENAME_EXCHANGE = 2;
    private static final Optional<MethodHandle> RENAME = link();

    private Exchange() {}

    @SuppressWarnings("restricted")
    private static Optional<MethodHandle> link() {
        var linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find("renameat2")
                .map(function -> linker.downcallHandle(
                        function,
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_INT)));
    }

    /// Moves a directory to the place of another one, and that one aside. All three are in the same directory.
    ///
    /// Where the system cannot exchange two paths, a crash can leave the place empty, with both contents beside it.
    ///
    /// @param fresh a directory, whose files the caller has synced
    /// @param place an existing directory
    /// @param aside a path without a file
    public static void directories(Path fresh, Path place, Path aside) throws IOException {
        if (exchanged(fresh, place)) {
            DurableFiles.publish(fresh, aside);
        } else {
            Files.move(place, aside, StandardCopyOption.ATOMIC_MOVE);
            DurableFiles.publish(fresh, place);
        }
    }

    private static boolean exchanged(Path one, Path other) {
        if (RENAME.isEmpty()) {
            return false;
        }
        try (var arena = Arena.ofConfined()) {
            MemorySegment first = arena.allocateFrom(one.toAbsolutePath().toString());
            MemorySegment second = arena.allocateFrom(other.toAbsolutePath().toString());
            return (int) RENAME.get().invokeExact(CURRENT_DIRECTORY, first, CURRENT_DIRECTORY, second, RENAME_EXCHANGE)
                    == 0;
        } catch (Throwable e) {
            throw new AssertionError("renameat2(2) cannot be called", e);
        }
    }
}
