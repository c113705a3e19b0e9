package dev.agenticframework.host;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// A signal to processes and process groups. It calls kill(2), because Java's own API reaches no groups. A process that
/// has ended is not an error.
public enum ProcessSignal {
    /// Asks a process to end, as Ctrl-C does.
    INTERRUPT(2),
    /// Asks a process to end at once, such as PostgreSQL without closing its files.
    QUIT(3),
    /// Ends a process, which cannot prevent it.
    KILL(9),
    /// Asks a process to end.
    TERM(15);

    private static final int NONE = 0;
    private static final MethodHandle KILL_CALL = link();

    private final int number;

    ProcessSignal(int number) {
        this.number = number;
    }

    @SuppressWarnings("restricted")
    private static MethodHandle link() {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("kill"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    }

    /// Sends the signal to one process.
    public void send(long pid) {
        call(checked(pid), number);
    }

    /// Sends the signal to all processes of a group.
    public void sendToGroup(long group) {
        call(-checked(group), number);
    }

    /// Whether a group has a process, including ended ones that their parents have not reaped.
    static boolean reaches(long group) {
        return call(-checked(group), NONE) == 0;
    }

    // 0, 1 and negative numbers would mean every process.
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
