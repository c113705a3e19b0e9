package dev.agenticframework.cli;

import java.lang.reflect.InvocationTargetException;
import picocli.CommandLine;

/// Creates commands, and passes the session to them.
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
            throw new IllegalStateException("Cannot create the command " + type.getSimpleName(), e);
        }
    }
}
