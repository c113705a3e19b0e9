package dev.agenticframework.httpapi;

import dev.agenticframework.httpapi.wire.Template;
import dev.agenticframework.httpapi.wire.TemplateSummary;
import java.util.List;
import java.util.Optional;

/// The software templates. Implemented by the composition root.
public interface Templates {

    List<TemplateSummary> list();

    Optional<Template> find(String name);
}
