package dev.agenticframework.httpapi;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;

/// One operation of the API: how it is reached, who may use it, what it takes and gives. Both the server and
/// `/openapi.json` are made from these.
///
/// @param operationId unique, camelCase
/// @param body the name of the request body's schema; empty when it takes none
/// @param status of the answer when it went well
/// @param answer the name of the answer's schema; empty when it is not JSON
/// @param parameters those beside the ones in its path
record Route(
        HandlerType method,
        String path,
        String operationId,
        String summary,
        Access access,
        String body,
        int status,
        String answer,
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
        /// Those in the group `developer` or `admin`.
        CHANGE
    }

    static Route get(String path, String operationId, String summary, String answer, Handler handler) {
        return new Route(HandlerType.GET, path, operationId, summary, Access.READ, "", 200, answer, List.of(), handler);
    }

    static Route post(
            String path, String operationId, String summary, String body, int status, String answer, Handler handler) {
        return new Route(
                HandlerType.POST, path, operationId, summary, Access.CHANGE, body, status, answer, List.of(), handler);
    }

    Route openToAll() {
        return new Route(method, path, operationId, summary, Access.PUBLIC, body, status, answer, parameters, handler);
    }

    Route readOnly() {
        return new Route(method, path, operationId, summary, Access.READ, body, status, answer, parameters, handler);
    }

    Route with(Parameter... more) {
        return new Route(method, path, operationId, summary, access, body, status, answer, List.of(more), handler);
    }
}
