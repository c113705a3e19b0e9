package dev.agenticframework.rego.library.crypto;

import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// `crypto.md5`, `crypto.sha*` and `crypto.hmac.*`: hexadecimal digests of UTF-8 texts.
public final class DigestBuiltins {
    private DigestBuiltins() {}

    public static void register(BuiltinTable table) {
        registerDigest(table, "crypto.md5", "MD5");
        registerDigest(table, "crypto.sha1", "SHA-1");
        registerDigest(table, "crypto.sha256", "SHA-256");
        registerMac(table, "crypto.hmac.md5", "HmacMD5");
        registerMac(table, "crypto.hmac.sha1", "HmacSHA1");
        registerMac(table, "crypto.hmac.sha256", "HmacSHA256");
        registerMac(table, "crypto.hmac.sha512", "HmacSHA512");
        table.function(
                "crypto.hmac.equal",
                (_, operands) -> BooleanValue.of(MessageDigest.isEqual(bytes(operands, 0), bytes(operands, 1))));
    }

    private static void registerDigest(BuiltinTable table, String name, String algorithm) {
        table.function(name, (_, operands) -> hex(digest(algorithm, bytes(operands, 0))));
    }

    private static void registerMac(BuiltinTable table, String name, String algorithm) {
        table.function(name, (_, operands) -> hex(mac(algorithm, bytes(operands, 1), bytes(operands, 0))));
    }

    private static byte[] bytes(Value[] operands, int position) {
        return Operands.string(operands, position).getBytes(StandardCharsets.UTF_8);
    }

    private static Value hex(byte[] bytes) {
        return StringValue.of(HexFormat.of().formatHex(bytes));
    }

    public static byte[] digest(String algorithm, byte[] content) {
        try {
            return MessageDigest.getInstance(algorithm).digest(content);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(algorithm + " is missing in this JDK", missing);
        }
    }

    public static byte[] mac(String algorithm, byte[] key, byte[] content) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            // The JDK rejects an empty key. A zero byte is padded to the same block.
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, algorithm));
            return mac.doFinal(content);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(algorithm + " is missing in this JDK", missing);
        }
    }
}
