package dev.agenticframework.rego.source;

/// The dialect of a module. A v0 module with `import rego.v1` counts as [#V1].
public enum RegoVersion {
    V0,
    V1
}
