package dev.agenticframework.httpapi;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The software templates there are, as JSON values. Implemented by the composition root.
public interface Templates {

    /// Each with `name`, `title`, `description`, `version`.
    List<Map<String, Object>> list();

    /// One, with its `parameters` (JSON Schema) and `steps`.
    Optional<Map<String, Object>> find(String name);
}
