package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.access.Permission;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// One operation of the API: how to reach it, who may use it, what it takes and what it answers. The server and
/// `/openapi.json` are both built from routes.
///
/// @param operationId unique, camelCase
/// @param summary one line for people
/// @param permissions the caller needs one of them for what the request is about; none are needed when it is empty, and
///     then no token either
/// @param body what it takes; empty when it takes nothing
/// @param answers what it answers when it succeeds, one entry for each status
/// @param parameters in addition to those in the path
record Route(
        HandlerType method,
        String path,
        String operationId,
        String summary,
        Set<Permission> permissions,
        Optional<Body> body,
        List<Answer> answers,
        List<Parameter> parameters,
        Handler handler) {

    /// Carries out the operation.
    interface Handler {
        void handle(Context context) throws Exception;
    }

    /// A body in JSON.
    record Body(Class<?> type, boolean required) {}

    /// An answer.
    ///
    /// @param status the HTTP status
    /// @param mediaType empty when there is no content
    /// @param types the records of which it is one; none when it is not JSON
    record Answer(int status, String mediaType, List<Class<?>> types) {}

    static Route get(String path, String operationId, String summary, Handler handler) {
        return of(HandlerType.GET, path, operationId, summary, Set.of(Permission.READ), handler);
    }

    /// An operation that anyone may use, without a token.
    static Route open(String path, String operationId, String summary, Handler handler) {
        return of(HandlerType.GET, path, operationId, summary, Set.of(), handler);
    }

    static Route post(String path, String operationId, String summary, Handler handler) {
        return of(HandlerType.POST, path, operationId, summary, Set.of(Permission.START), handler);
    }

    static Route delete(String path, String operationId, String summary, Handler handler) {
        return of(HandlerType.DELETE, path, operationId, summary, Set.of(Permission.START), handler);
    }

    private static Route of(
            HandlerType method,
            String path,
            String operationId,
            String summary,
            Set<Permission> permissions,
            Handler handler) {
        return new Route(
                method, path, operationId, summary, permissions, Optional.empty(), List.of(), List.of(), handler);
    }

    /// It needs one of these permissions.
    Route needs(Permission... any) {
        return new Route(method, path, operationId, summary, Set.of(any), body, answers, parameters, handler);
    }

    boolean isOpen() {
        return permissions.isEmpty();
    }

    /// Whether it changes nothing.
    boolean onlyReads() {
        return method.equals(HandlerType.GET) || permissions.equals(Set.of(Permission.READ));
    }

    Route takes(Class<?> type) {
        return takes(new Body(type, true));
    }

    Route mayTake(Class<?> type) {
        return takes(new Body(type, false));
    }

    private Route takes(Body taken) {
        return new Route(
                method, path, operationId, summary, permissions, Optional.of(taken), answers, parameters, handler);
    }

    Route answers(int status, Class<?>... types) {
        return answers(new Answer(status, types.length == 0 ? "" : Bodies.JSON, List.of(types)));
    }

    /// It answers with something that is not JSON.
    Route answersWith(String mediaType) {
        return answers(new Answer(200, mediaType, List.of()));
    }

    private Route answers(Answer added) {
        var all = Stream.concat(answers.stream(), Stream.of(added)).toList();
        return new Route(method, path, operationId, summary, permissions, body, all, parameters, handler);
    }

    Route with(Parameter... more) {
        return new Route(method, path, operationId, summary, permissions, body, answers, List.of(more), handler);
    }
}
