package dev.agenticframework.contracts;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/// What a killed process looks like to a test: the change was made, and the caller never hears of it.
public final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Killed(String change) {
        super("killed after " + change);
    }

    /// An adapter that dies after some of its changes.
    ///
    /// @param port the interface of the adapter
    /// @param changesLeft counts the changes, which are the calls of these methods: after the last one, the call
    ///     does not return
    public static <T> T after(AtomicInteger changesLeft, Class<T> port, T adapter, String... changes) {
        var changing = java.util.Set.of(changes);
        return port.cast(Proxy.newProxyInstance(
                Killed.class.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                    try {
                        Object result = method.invoke(adapter, arguments);
                        if (changing.contains(method.getName()) && changesLeft.decrementAndGet() == 0) {
                            throw new Killed(method.getName());
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
