package dev.agenticframework.httpapi;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One operation of the API: how to reach it, who may use it, what it takes and what it answers. The server and
/// `/openapi.json` are both built from routes.
///
/// @param operationId unique, camelCase
/// @param summary one line for people
/// @param body what it takes; empty when it takes nothing
/// @param answers what it answers when it succeeds, one entry for each status
/// @param parameters in addition to those in the path
record Route(
        HandlerType method,
        String path,
        String operationId,
        String summary,
        Access access,
        Optional<Body> body,
        List<Answer> answers,
        List<Parameter> parameters,
        Handler handler) {

    /// Carries out the operation.
    interface Handler {
        void handle(Context context) throws Exception;
    }

    /// Who may use an operation.
    enum Access {
        /// Anyone, without a token.
        PUBLIC,
        /// Anyone with a valid token.
        READ,
        /// Members of the group `signaller`, `developer` or `admin`.
        SIGNAL,
        /// Members of the group `developer` or `admin`.
        CHANGE;

        /// The groups whose members may use it; empty when no group is required.
        List<String> groups() {
            return switch (this) {
                case PUBLIC, READ -> List.of();
                case SIGNAL -> List.of("signaller", "developer", Caller.ADMIN);
                case CHANGE -> List.of("developer", Caller.ADMIN);
            };
        }
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
        return of(HandlerType.GET, path, operationId, summary, Access.READ, handler);
    }

    static Route post(String path, String operationId, String summary, Handler handler) {
        return of(HandlerType.POST, path, operationId, summary, Access.CHANGE, handler);
    }

    static Route delete(String path, String operationId, String summary, Handler handler) {
        return of(HandlerType.DELETE, path, operationId, summary, Access.CHANGE, handler);
    }

    private static Route of(
            HandlerType method, String path, String operationId, String summary, Access access, Handler handler) {
        return new Route(method, path, operationId, summary, access, Optional.empty(), List.of(), List.of(), handler);
    }

    Route access(Access changed) {
        return new Route(method, path, operationId, summary, changed, body, answers, parameters, handler);
    }

    Route takes(Class<?> type) {
        return takes(new Body(type, true));
    }

    Route mayTake(Class<?> type) {
        return takes(new Body(type, false));
    }

    private Route takes(Body taken) {
        return new Route(method, path, operationId, summary, access, Optional.of(taken), answers, parameters, handler);
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
        return new Route(method, path, operationId, summary, access, body, all, parameters, handler);
    }

    Route with(Parameter... more) {
        return new Route(method, path, operationId, summary, access, body, answers, List.of(more), handler);
    }
}
