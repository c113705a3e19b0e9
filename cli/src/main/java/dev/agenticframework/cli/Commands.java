package dev.agenticframework.cli;

import java.lang.reflect.InvocationTargetException;
import picocli.CommandLine;

/// Gives each command the session that it works in.
final class Commands implements CommandLine.IFactory {
    private final Session session;

    Commands(Session session) {
        this.session = session;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        try {
            return type.getDeclaredConstructor(Session.class).newInstance(session);
        } catch (NoSuchMethodException e) {
            return CommandLine.defaultFactory().create(type);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("command " + type.getSimpleName() + " cannot be made", e);
        }
    }
}
