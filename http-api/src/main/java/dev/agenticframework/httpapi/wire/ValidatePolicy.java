package dev.agenticframework.httpapi.wire;

@Described("A document to check.")
public record ValidatePolicy(
        @Described(
                max = 64,
                oneOf = {"terraform_plan", "terraform", "dockerfile", "kubernetes", "gitlab_ci", "project"})
        String type,

        @Described(value = "The document.", max = ValidatePolicy.MAX_CONTENT_LENGTH, encoding = "base64")
        String content) {
    /// The largest document, in bytes.
    public static final int MAX_DOCUMENT_BYTES = 6 << 20;

    static final int MAX_CONTENT_LENGTH = MAX_DOCUMENT_BYTES * 4 / 3 + 4;
}
