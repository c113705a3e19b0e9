package dev.agenticframework.httpapi.wire;

@Described("The platform answers.")
public record Health(
        @Described(oneOf = "ok") String status,
        @Described("The version of the API.") String version,
        @Described("Identifies this run of the platform.") String instance) {
    /// The version of the API.
    public static final String API_VERSION = "1";

    /// The answer of a platform that runs.
    public static Health of(String instance) {
        return new Health("ok", API_VERSION, instance);
    }
}
