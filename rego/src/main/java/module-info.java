/// Rego for the JVM: parser, compiler, evaluator and built-ins.
///
/// What is exported is the API; the other packages may change at any time.
module dev.agenticframework.rego {
    requires re2j;
    requires java.net.http;
    requires org.snakeyaml.engine.v2;
    requires static transitive org.jspecify;
    requires transitive tools.jackson.core;

    exports dev.agenticframework.rego;
    exports dev.agenticframework.rego.builtin;
    exports dev.agenticframework.rego.bundle;
    exports dev.agenticframework.rego.format;
    exports dev.agenticframework.rego.source;
    exports dev.agenticframework.rego.testing;
    exports dev.agenticframework.rego.trace;
    exports dev.agenticframework.rego.value;
}
