package dev.agenticframework.yaml;

/// How a document is understood. Both dialects resolve anchors, aliases and merge keys (`<<`).
public enum Dialect {
    /// For formats of others, such as pipelines and Kubernetes manifests: a key may be repeated, and its last value
    /// counts; `yes`, `no`, `on` and `off` are booleans, as in YAML 1.1; tags such as `!reference` are kept.
    LENIENT,
    /// For formats of our own: YAML 1.2, where each key is unique, only `true` and `false` are booleans, and a tag
    /// beyond those of YAML itself is refused.
    STRICT
}
