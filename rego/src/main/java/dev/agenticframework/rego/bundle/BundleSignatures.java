package dev.agenticframework.rego.bundle;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.library.crypto.DigestBuiltins;
import dev.agenticframework.rego.library.crypto.JsonWebKey;
import dev.agenticframework.rego.library.crypto.JsonWebSignature;
import dev.agenticframework.rego.library.crypto.JsonWebToken;
import dev.agenticframework.rego.library.crypto.JwtKeys;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.JsonText;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.spec.SecretKeySpec;

/// Verifies `.signatures.json`, a signed token with the hash of each file.
final class BundleSignatures {
    private static final String FILE = ".signatures.json";
    private static final Set<String> DIGESTS = Set.of("MD5", "SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512");

    private BundleSignatures() {}

    static void verify(Map<String, byte[]> files, String algorithm, String key) {
        ObjectValue payload = verifiedPayload(files, algorithm, key);
        Map<String, ObjectValue> signed = new TreeMap<>();
        if (payload.get("files") instanceof ArrayValue list) {
            for (Value file : list) {
                if (file instanceof ObjectValue entry) {
                    signed.put(TarArchive.normalised(text(entry, "name")), entry);
                }
            }
        }
        files.forEach((path, content) -> {
            if (!path.equals(FILE)) {
                verifyFile(path, content, signed);
            }
        });
        Set<String> missing = new TreeSet<>(signed.keySet());
        missing.removeAll(files.keySet());
        if (!missing.isEmpty()) {
            throw new LoadFailure("the bundle lacks signed files: " + missing);
        }
    }

    private static ObjectValue verifiedPayload(Map<String, byte[]> files, String algorithm, String key) {
        byte[] content = files.get(FILE);
        if (content == null) {
            throw new LoadFailure("the bundle has no " + FILE);
        }
        if (!(DataFiles.parse(FILE, content) instanceof ObjectValue object)
                || !(object.get("signatures") instanceof ArrayValue tokens)
                || tokens.size() != 1
                || !(tokens.get(0) instanceof StringValue text)) {
            throw new LoadFailure(FILE + " must contain exactly one signature");
        }
        try {
            JsonWebToken token = JsonWebToken.parse(text.text());
            boolean holds = token.headerText("alg").equals(algorithm)
                    && JsonWebSignature.ALGORITHMS.contains(algorithm)
                    && isSigned(token, algorithm, key);
            if (!holds) {
                throw new LoadFailure("the key does not verify the signature of the bundle");
            }
            return token.payload();
        } catch (BuiltinException malformed) {
            throw new LoadFailure(FILE + ": " + malformed.text());
        }
    }

    private static boolean isSigned(JsonWebToken token, String algorithm, String key) {
        List<JsonWebKey> keys = algorithm.startsWith("HS")
                ? List.of(new JsonWebKey(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "RAW"), "", ""))
                : JwtKeys.parse(key);
        return JwtKeys.anyVerifies(keys, token, algorithm);
    }

    private static void verifyFile(String path, byte[] content, Map<String, ObjectValue> signed) {
        ObjectValue file = signed.get(path);
        if (file == null) {
            throw new LoadFailure("file " + path + " is not signed");
        }
        String algorithm = text(file, "algorithm");
        if (!DIGESTS.contains(algorithm)) {
            throw new LoadFailure("file " + path + " has a hash of an unsupported algorithm: " + algorithm);
        }
        String hash = HexFormat.of().formatHex(DigestBuiltins.digest(algorithm, canonical(path, content)));
        if (!hash.equals(text(file, "hash"))) {
            throw new LoadFailure("file " + path + " has changed since the bundle was signed");
        }
    }

    private static String text(ObjectValue file, String field) {
        return file.get(field) instanceof StringValue text ? text.text() : "";
    }

    // The hash of a document depends on its content, not on its formatting.
    private static byte[] canonical(String path, byte[] content) {
        boolean structured = DataFiles.isData(path) || path.equals(".manifest");
        return structured ? JsonText.write(DataFiles.parse(path, content)).getBytes(StandardCharsets.UTF_8) : content;
    }
}
