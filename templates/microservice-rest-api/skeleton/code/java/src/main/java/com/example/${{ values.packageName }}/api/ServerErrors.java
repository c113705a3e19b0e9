package com.example.${{ values.packageName }}.api;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Returns problem details for requests that the server refuses before a controller handles them. */
@RestController
class ServerErrors implements ErrorController {

    private static final String REFUSED = "the server refuses this request";

    static byte[] problem(int status, String detail) {
        HttpStatus known = HttpStatus.resolve(status);
        return "{\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                .formatted(known == null ? "Error" : known.getReasonPhrase(), status, detail)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The server forwards refused requests to this path. Direct requests get 404. */
    @Hidden
    @RequestMapping("/error")
    ResponseEntity<byte[]> refused(HttpServletRequest request) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? code
                : HttpStatus.NOT_FOUND.value();
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem(status, REFUSED));
    }

    /** An unreadable request, such as one for the path /%00, reaches no servlet. Tomcat answers it. */
    @Component
    static class Unreadable implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

        @Override
        public void customize(TomcatServletWebServerFactory factory) {
            factory.addContextCustomizers(
                    context -> context.getParent().getPipeline().addValve(new ProblemValve()));
        }
    }

    private static final class ProblemValve extends ErrorReportValve {

        @Override
        protected void report(Request request, Response response, @Nullable Throwable thrown) {
            int status = response.getStatus();
            if (status < HttpStatus.BAD_REQUEST.value() || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            try {
                Writer writer = response.getReporter();
                if (writer != null) {
                    writer.write(new String(problem(status, REFUSED), StandardCharsets.UTF_8));
                    response.finishResponse();
                }
            } catch (IOException e) {
                container.getLogger().debug("the client has gone", e);
            }
        }
    }
}
