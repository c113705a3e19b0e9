package dev.agenticframework.rego.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.rego.library.BuiltinCalls;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.JsonText;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {
    private static final String SECRET = "a shared secret";

    @TempDir
    Path folder;

    private Path archive(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
                byte[] header = new byte[512];
                put(header, 0, file.getKey());
                put(header, 124, "%011o".formatted(content.length));
                header[156] = '0';
                zip.write(header);
                zip.write(content);
                zip.write(new byte[(512 - content.length % 512) % 512]);
            }
            zip.write(new byte[1024]);
        }
        return Files.write(folder.resolve("bundle.tar.gz"), bytes.toByteArray());
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static Map<String, String> files(String... pairs) {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            files.put(pairs[i], pairs[i + 1]);
        }
        return files;
    }

    @Test
    void archiveGivesModulesDataAndManifest() throws IOException {
        Bundle bundle = Bundle.read(archive(files(
                "/.manifest", "{\"revision\": \"r7\", \"roots\": [\"roles\", \"authz\"]}",
                "/roles/data.json", "{\"admin\": [\"alice\"]}",
                "/authz/policy.rego", "package authz")));

        assertThat(bundle.revision()).isEqualTo("r7");
        assertThat(bundle.modules()).containsOnlyKeys("authz/policy.rego");
        assertThat(bundle.data()).hasToString("{\"roles\": {\"admin\": [\"alice\"]}}");
    }

    @Test
    void dataOutsideTheRootsIsRefused() throws IOException {
        Path archive = archive(files(".manifest", "{\"roots\": [\"a\"]}", "b/data.json", "{\"x\": 1}"));

        assertThatThrownBy(() -> Bundle.read(archive))
                .isInstanceOf(LoadFailure.class)
                .hasMessageContaining("'/b'");
    }

    @Test
    void pathsThatLeadOutsideAreRefused() throws IOException {
        Path archive = archive(files("../evil/data.json", "{}"));

        assertThatThrownBy(() -> Bundle.read(archive)).isInstanceOf(LoadFailure.class);
    }

    private static String signatures(String hash) {
        ObjectValue payload = ObjectValue.of(
                "files",
                ArrayValue.of(ObjectValue.builder()
                        .put("name", StringValue.of("data.json"))
                        .put("hash", StringValue.of(hash))
                        .put("algorithm", StringValue.of("SHA-256"))
                        .build()));
        String key = java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(SECRET.getBytes(StandardCharsets.UTF_8));
        Value token = BuiltinCalls.callWith(
                "io.jwt.encode_sign",
                ObjectValue.of("alg", StringValue.of("HS256")),
                payload,
                ObjectValue.builder()
                        .put("kty", StringValue.of("oct"))
                        .put("k", StringValue.of(key))
                        .build());
        return JsonText.write(ObjectValue.of("signatures", ArrayValue.of(token)));
    }

    private static String sha256(String text) {
        return BuiltinCalls.text("crypto.sha256", JsonText.write(StringValue.of(text)))
                .replace("\"", "");
    }

    @Test
    void signedBundleIsReadWhateverItsJsonLooksLike() throws IOException {
        Path archive =
                archive(files("data.json", "{ \"a\" : 1 }", ".signatures.json", signatures(sha256("{\"a\":1}"))));

        assertThat(Bundle.readVerified(archive, "HS256", SECRET).data()).hasToString("{\"a\": 1}");
    }

    @Test
    void changedFileAndWrongKeyAreRefused() throws IOException {
        Path archive = archive(files("data.json", "{\"a\": 2}", ".signatures.json", signatures(sha256("{\"a\":1}"))));

        assertThatThrownBy(() -> Bundle.readVerified(archive, "HS256", SECRET))
                .hasMessageContaining("data.json has changed");
        assertThatThrownBy(() -> Bundle.readVerified(archive, "HS256", "another"))
                .hasMessageContaining("does not verify the signature");
    }
}
