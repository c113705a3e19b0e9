package dev.agenticframework.yaml;

/// How a document is understood. Both dialects resolve anchors, aliases and merge keys (`<<`).
public enum Dialect {
    /// For formats of others, such as Kubernetes manifests: a key may be repeated, and its last value counts;
    /// `yes`, `no`, `on` and `off` are booleans, as in YAML 1.1; tags such as `!reference` are kept.
    LENIENT,
    /// For what Ruby reads, such as pipelines of GitLab. As in [#LENIENT], a key may be repeated and tags are kept.
    /// Scalars have the type and the text that Ruby gives them: `0755` is `493`, and `1_000` is `1000`. A merge key
    /// overrides what is written before it.
    RUBY,
    /// For formats of our own: YAML 1.2, where each key is unique, only `true` and `false` are booleans, and a tag
    /// beyond those of YAML itself is refused.
    STRICT
}
