package dev.agenticframework.localplatform;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// ProcessSignals to process groups: kill(2), which Java's own API does not offer for groups.
final class ProcessSignals {

    static final int TERM = 15;
    static final int INTERRUPT = 2;
    static final int QUIT = 3;
    static final int KILL = 9;

    private static final int NONE = 0;
    private static final MethodHandle KILL_CALL = link();

    private ProcessSignals() {}

    @SuppressWarnings("restricted")
    private static MethodHandle link() {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("kill"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    }

    static void send(long pid, int signal) {
        call(checked(pid), signal);
    }

    static void sendToGroup(long group, int signal) {
        call(-checked(group), signal);
    }

    /// Whether a group has a process, ended ones that nobody reaped included.
    static boolean reaches(long group) {
        return call(-checked(group), NONE) == 0;
    }

    // 0, 1 and negative numbers would mean everybody.
    private static int checked(long pid) {
        if (pid <= 1 || pid > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("not the number of a process: " + pid);
        }
        return (int) pid;
    }

    private static int call(int pid, int signal) {
        try {
            return (int) KILL_CALL.invokeExact(pid, signal);
        } catch (Throwable e) {
            throw new AssertionError("kill(2) cannot be called", e);
        }
    }
}
