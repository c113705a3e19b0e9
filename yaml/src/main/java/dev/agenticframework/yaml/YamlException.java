package dev.agenticframework.yaml;

/// A document that is not YAML, or goes beyond the bounds; says where and why.
public final class YamlException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Place place;

    YamlException(Place place, String message) {
        super(message);
        this.place = place;
    }

    public Place place() {
        return place;
    }
}
