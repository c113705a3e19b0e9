package dev.agenticframework.rego.source;

/// The dialect that a module is written in. A v0 module that imports `rego.v1` counts as [#V1].
public enum RegoVersion {
    V0,
    V1
}
