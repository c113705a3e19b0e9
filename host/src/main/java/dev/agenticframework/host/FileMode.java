package dev.agenticframework.host;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/// The permissions of the files that this process makes.
public final class FileMode {

    private static final int OTHERS = 0077;

    private FileMode() {}

    /// Keeps all files that this process and its children make from now on to their owner. See umask(2).
    @SuppressWarnings("restricted")
    public static void keepToOwner() {
        var linker = Linker.nativeLinker();
        var umask = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("umask"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try {
            int _ = (int) umask.invokeExact(OTHERS);
        } catch (Throwable e) {
            throw new AssertionError("umask(2) cannot be called", e);
        }
    }
}
