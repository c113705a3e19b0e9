package dev.agenticframework.rego.bundle;

import dev.agenticframework.rego.source.RegoVersion;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.JsonWriter;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Policies and data that are shipped together: `.rego` files, `data.json` or `data.yaml` files, and a `.manifest` that
/// names the roots of the bundle.
///
/// @param revision the revision in the manifest, may be empty
/// @param roots the paths of data that the bundle owns, such as `authz/roles`; a single empty path means everything
/// @param version the dialect in the manifest, null when it names none
public record Bundle(
        String revision,
        List<String> roots,
        @Nullable RegoVersion version,
        Map<String, String> modules,
        ObjectValue data) {
    private static final String MANIFEST = ".manifest";

    public Bundle {
        roots = List.copyOf(roots);
        modules = new TreeMap<>(modules);
    }

    /// Reads a folder or a `tar.gz` without verifying signatures.
    ///
    /// @throws LoadFailure when the bundle is malformed, or contains files outside its roots
    public static Bundle read(Path folderOrArchive) {
        return of(FileTree.read(folderOrArchive));
    }

    /// Reads a folder or a `tar.gz`, and verifies its `.signatures.json` with a key.
    ///
    /// @param algorithm such as `RS256`, `ES256` or `HS256`
    /// @param key a PEM public key or certificate, or the secret for an HS algorithm
    /// @throws LoadFailure when the signature or the hash of a file is wrong, or a file is not signed
    public static Bundle readVerified(Path folderOrArchive, String algorithm, String key) {
        Map<String, byte[]> files = FileTree.read(folderOrArchive);
        BundleSignatures.verify(files, algorithm, key);
        return of(files);
    }

    private static Bundle of(Map<String, byte[]> files) {
        Map<String, String> modules = new TreeMap<>();
        DataFiles data = new DataFiles();
        files.forEach((path, content) -> {
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (name.endsWith(".rego")) {
                modules.put(path, new String(content, StandardCharsets.UTF_8));
            } else if (name.equals("data.json") || name.equals("data.yaml") || name.equals("data.yml")) {
                data.add(path, folders(path), DataFiles.parse(path, content));
            }
        });
        ObjectValue manifest = manifest(files);
        Bundle bundle = new Bundle(
                manifest.get("revision") instanceof StringValue text ? text.text() : "",
                roots(manifest),
                version(manifest),
                modules,
                data.build());
        bundle.requireWithinRoots(bundle.data, "");
        return bundle;
    }

    private static List<String> folders(String path) {
        List<String> parts = new ArrayList<>(List.of(path.split("/", -1)));
        parts.removeLast();
        return parts;
    }

    private static ObjectValue manifest(Map<String, byte[]> files) {
        byte[] content = files.get(MANIFEST);
        if (content == null) {
            return ObjectValue.EMPTY;
        }
        if (DataFiles.parse(MANIFEST, content) instanceof ObjectValue manifest) {
            return manifest;
        }
        throw new LoadFailure(MANIFEST + " must be an object");
    }

    private static List<String> roots(ObjectValue manifest) {
        if (!(manifest.get("roots") instanceof ArrayValue array)) {
            return List.of("");
        }
        List<String> roots = new ArrayList<>();
        for (Value root : array) {
            roots.add(TarArchive.normalised(root instanceof StringValue text ? text.text() : ""));
        }
        for (String root : roots) {
            if (roots.stream().anyMatch(other -> !other.equals(root) && isWithin(root, other))) {
                throw new LoadFailure(MANIFEST + ": root " + root + " overlaps another root. Remove one of them.");
            }
        }
        return roots;
    }

    private static @Nullable RegoVersion version(ObjectValue manifest) {
        if (!(manifest.get("rego_version") instanceof NumberValue number)) {
            return null;
        }
        return number.longValue() == 0 ? RegoVersion.V0 : RegoVersion.V1;
    }

    private static boolean isWithin(String path, String root) {
        return root.isEmpty() || path.equals(root) || path.startsWith(root + "/");
    }

    private void requireWithinRoots(ObjectValue object, String path) {
        for (int i = 0; i < object.size(); i++) {
            String key = JsonWriter.keyText(object.keyAt(i));
            String here = path.isEmpty() ? key : path + "/" + key;
            if (roots.stream().anyMatch(root -> isWithin(here, root))) {
                continue;
            }
            boolean above = roots.stream().anyMatch(root -> isWithin(root, here));
            if (above && object.valueAt(i) instanceof ObjectValue below) {
                requireWithinRoots(below, here);
            } else {
                throw new LoadFailure("manifest roots " + roots + " do not permit data at path '/" + here + "'");
            }
        }
    }
}
