package dev.agenticframework.host.sandbox;

import dev.agenticframework.host.Command;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Starts processes that see folders of root as if another user owned them, and cannot change them.
///
/// A tool that finds its cache in such a folder can use it, while what it writes goes elsewhere. The mounts are made by
/// a thread with a mount namespace of its own, which only the process that it starts inherits: nothing is seen outside,
/// and nothing is left to clean up. See mount_setattr(2). It needs Linux 5.19 for overlays of such mounts.
final class IdMappedMounts {

    private static final long UNSHARE = number(272, 97);
    private static final long MOUNT = number(165, 40);
    private static final long OPENAT = number(257, 56);
    private static final long CLOSE = number(3, 57);
    private static final long OPEN_TREE = 428;
    private static final long MOVE_MOUNT = 429;
    private static final long MOUNT_SETATTR = 442;

    private static final long CLONE_NEWNS = 0x20000;
    private static final long MS_REC_PRIVATE = 0x4000 | 0x40000;
    private static final long AT_FDCWD = -100;
    private static final long AT_EMPTY_PATH = 0x1000;
    private static final long CLOEXEC = 0x80000;
    private static final long OPEN_TREE_CLONE = 1;
    private static final long MOVE_MOUNT_F_EMPTY_PATH = 4;
    private static final long READ_ONLY_ID_MAPPED = 0x1 | 0x100000;
    private static final long ATTRIBUTES_BYTES = 32;
    private static final long USER_NAMESPACE_OFFSET = 24;

    private static final MethodHandle SYSCALL = link();

    private IdMappedMounts() {}

    private static long number(long intel, long others) {
        return System.getProperty("os.arch").equals("amd64") ? intel : others;
    }

    @SuppressWarnings("restricted")
    private static MethodHandle link() {
        var linker = Linker.nativeLinker();
        var whole = ValueLayout.JAVA_LONG;
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(whole, whole, whole, whole, whole, whole, whole),
                Linker.Option.firstVariadicArg(1));
    }

    /// Starts a process with mounts that only it sees.
    ///
    /// @param mounts each folder, and the empty folder at which the process finds it
    /// @param user who seems to own what root owns
    static Process start(Command.Starter starter, Map<Path, Path> mounts, int user) throws IOException {
        return inThread(() -> {
            try (var arena = Arena.ofConfined()) {
                checked("unshare", call(UNSHARE, CLONE_NEWNS, 0, 0, 0, 0));
                var root = text(arena, "/");
                checked("mount", call(MOUNT, text(arena, "none"), root, 0, MS_REC_PRIVATE, 0));
                long namespace = namespaceOf(arena, user);
                try {
                    for (var mount : mounts.entrySet()) {
                        mount(arena, mount.getKey(), mount.getValue(), namespace);
                    }
                } finally {
                    call(CLOSE, namespace, 0, 0, 0, 0);
                }
                return starter.start();
            }
        });
    }

    private static void mount(Arena arena, Path folder, Path place, long namespace) throws IOException {
        long tree = checked(
                "open_tree",
                call(OPEN_TREE, AT_FDCWD, text(arena, folder.toString()), OPEN_TREE_CLONE | CLOEXEC, 0, 0));
        try {
            var attributes = arena.allocate(ATTRIBUTES_BYTES, Long.BYTES);
            attributes.set(ValueLayout.JAVA_LONG, 0, READ_ONLY_ID_MAPPED);
            attributes.set(ValueLayout.JAVA_LONG, USER_NAMESPACE_OFFSET, namespace);
            var empty = text(arena, "");
            checked(
                    "mount_setattr",
                    call(MOUNT_SETATTR, tree, empty, AT_EMPTY_PATH, attributes.address(), ATTRIBUTES_BYTES));
            checked(
                    "move_mount",
                    call(MOVE_MOUNT, tree, empty, AT_FDCWD, text(arena, place.toString()), MOVE_MOUNT_F_EMPTY_PATH));
        } finally {
            call(CLOSE, tree, 0, 0, 0, 0);
        }
    }

    /// A descriptor of a user namespace in which root is the user.
    private static long namespaceOf(Arena arena, int user) throws IOException {
        var holder = new ProcessBuilder("unshare", "--user", "sh", "-c", "echo && read -r _").start();
        try {
            // It has written something: it is in its namespace.
            if (holder.getInputStream().read() < 0) {
                throw new IOException("Cannot make a user namespace.");
            }
            var process = Path.of("/proc", Long.toString(holder.pid()));
            Files.writeString(process.resolve("uid_map"), "0 " + user + " 1\n");
            Files.writeString(process.resolve("gid_map"), "0 " + user + " 1\n");
            var file = text(arena, process.resolve("ns/user").toString());
            return checked("openat", call(OPENAT, AT_FDCWD, file, CLOEXEC, 0, 0));
        } finally {
            holder.destroyForcibly();
        }
    }

    // A mount namespace belongs to a thread and ends with it. The work is short, and what it has started must not get
    // lost, so an interruption does not end the waiting.
    private static <T> T inThread(Callable<T> work) throws IOException {
        var task = new FutureTask<>(work);
        Thread.ofPlatform().name("sandbox").start(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw failure(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static IOException failure(ExecutionException e) {
        return e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
    }

    private static long text(Arena arena, String text) {
        return arena.allocateFrom(text).address();
    }

    private static long checked(String what, long result) throws IOException {
        if (result < 0) {
            throw new IOException("The system call " + what + " failed.");
        }
        return result;
    }

    private static long call(long number, long first, long second, long third, long fourth, long fifth) {
        try {
            return (long) SYSCALL.invokeExact(number, first, second, third, fourth, fifth);
        } catch (Throwable e) {
            throw new AssertionError("syscall(2) cannot be called", e);
        }
    }
}
