package dev.agenticframework.host.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The lines of a table of mounts. See fstab(5).
final class Mounts {

    // Existing options of a source can only be kept or tightened in a user namespace.
    private static final String READ_ONLY = "rbind,nosuid,nodev,ro,X-mount.mkdir";
    private static final String WRITABLE = "rbind,nosuid,nodev,X-mount.mkdir";

    private final Path root;
    private final List<String> lines = new ArrayList<>();

    /// @param root below which everything is mounted
    Mounts(Path root) {
        this.root = root;
    }

    Mounts readable(Path path) {
        return add(path.toString(), path, "none", READ_ONLY);
    }

    /// A file in the place of another one.
    Mounts file(Path source, Path place) {
        return add(source.toString(), place, "none", "bind,nosuid,nodev,ro");
    }

    Mounts writable(Path source, Path place) {
        return add(source.toString(), place, "none", WRITABLE);
    }

    /// A device, at a file that exists.
    Mounts device(Path source, Path place) {
        return add(source.toString(), place, "none", "bind");
    }

    /// An empty directory in memory.
    ///
    /// @param mode such as `1777`
    Mounts memory(Path place, String mode, int mebibytes) {
        return add("tmpfs", place, "tmpfs", "nosuid,nodev,X-mount.mkdir,mode=%s,size=%dm".formatted(mode, mebibytes));
    }

    /// What a folder and a writable folder above it have together.
    Mounts overlay(Path lower, Path upper, Path work, Path place) {
        var options = "lowerdir=%s,upperdir=%s,workdir=%s,volatile,nosuid,nodev,X-mount.mkdir"
                .formatted(layer(lower), layer(upper), layer(work));
        return add("overlay", place, "overlay", options);
    }

    Mounts system(String type, Path place, String options) {
        return add(type, place, type, options + ",X-mount.mkdir");
    }

    private Mounts add(String source, Path place, String type, String options) {
        var target = root.resolve(place.toString().substring(1)).toString();
        lines.add(String.join(" ", escaped(source), escaped(target), type, escaped(options), "0", "0"));
        return this;
    }

    // Colons and commas separate layers and options.
    private static String layer(Path path) {
        return path.toString().replace("\\", "\\\\").replace(":", "\\:").replace(",", "\\,");
    }

    private static String escaped(String field) {
        return field.replace("\\", "\\134")
                .replace(" ", "\\040")
                .replace("\t", "\\011")
                .replace("\n", "\\012")
                .replace("#", "\\043");
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
