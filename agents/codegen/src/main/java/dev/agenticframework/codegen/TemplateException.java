package dev.agenticframework.codegen;

import dev.agenticframework.codegen.TemplateProblem.Code;

/// Carries a problem from inside reading or rendering to the public method that returns it as a value.
final class TemplateException extends RuntimeException {
    private static final int MESSAGE_CHARS = 400;

    private final transient TemplateProblem problem;

    TemplateException(Code code, String where, String message, String remedy) {
        super(message);
        String bounded = message.length() <= MESSAGE_CHARS ? message : message.substring(0, MESSAGE_CHARS) + "...";
        this.problem = new TemplateProblem(code, where, bounded, remedy);
    }

    TemplateProblem problem() {
        return problem;
    }

    static TemplateException invalid(String where, String message, String remedy) {
        return new TemplateException(Code.TEMPLATE_INVALID, where, message, remedy);
    }

    static TemplateException render(String where, String message, String remedy) {
        return new TemplateException(Code.RENDER_FAILED, where, message, remedy);
    }

    static TemplateException limit(String where, String message) {
        return new TemplateException(Code.RENDER_LIMIT, where, message, "Make the template or its values smaller.");
    }
}
