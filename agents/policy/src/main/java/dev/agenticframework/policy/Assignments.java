package dev.agenticframework.policy;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Finds values that a line assigns to a name that suggests a secret, in the notations of common languages.
final class Assignments {

    static final List<String> KEYWORDS = List.of(
            "passw",
            "pwd",
            "passphrase",
            "secret",
            "token",
            "api_key",
            "api-key",
            "apikey",
            "access_key",
            "accesskey",
            "auth_key",
            "private_key",
            "privatekey",
            "credential",
            "encryption_key",
            "signing_key",
            "client_key",
            "account_key");

    private static final String NAME =
            "([A-Za-z0-9_.-]{0,60}(?i:passwo?r?d|passwd|pwd|passphrase|secret|token|api[_-]?key|access[_-]?key|auth[_-]?key|private[_-]?key"
                    + "|credentials?|encryption[_-]?key|signing[_-]?key|client[_-]?key|account[_-]?key)[A-Za-z0-9_-]{0,40})";
    private static final Pattern QUOTED = Pattern.compile(
            NAME + "[\"'\\]]{0,2}\\s*(?::[^=\"'`]{1,30}=|:=|=>|==?|:|,)\\s*[\"'`]([^\"'`]{8,300})[\"'`]");
    private static final Pattern PLAIN =
            Pattern.compile("(?:^|[\\s\"'-])" + NAME + "[\"']?\\s*[=:]\\s*([^\\s\"'`,;#]{8,300})\\s*(?:#.*)?$");
    private static final Pattern DOCKERFILE =
            Pattern.compile("^\\s*(?i:ENV|ARG)\\s+" + NAME + "[ =]+([^\\s\"'`]{8,300})");

    /// The file types in which a value needs no quotes.
    private static final Set<String> PLAIN_FILES = Set.of(
            "yaml", "yml", "env", "properties", "ini", "cfg", "conf", "toml", "sh", "bash", "dockerfile", "txt", "md");

    /// Names that say where a secret is or what kind it is, and are not secrets.
    private static final Pattern ABOUT = Pattern.compile(
            "(?i).*[_.-]?(file|path|url|uri|name|id|arn|ref|type|length|size|ttl|expiry|expires?|header|prefix|field|policy|count|limit|env|key_ref|version|hash|algorithm|endpoint|issuer|audience|rotation|enabled)$");
    private static final Pattern SECRET_ID = Pattern.compile("(?i).*(secret|token|key)_?id$");

    private Assignments() {}

    /// Whether the patterns can match a line. It is faster than they are.
    static boolean mayHold(String lowerCase) {
        return KEYWORDS.stream().anyMatch(lowerCase::contains);
    }

    static Optional<String> find(String path, String line) {
        var quoted = first(QUOTED, line);
        if (quoted.isPresent()) {
            return quoted;
        }
        var extension = extension(path);
        if (extension.equals("dockerfile")) {
            return first(DOCKERFILE, line).or(() -> first(PLAIN, line));
        }
        return PLAIN_FILES.contains(extension) ? first(PLAIN, line) : Optional.empty();
    }

    private static Optional<String> first(Pattern pattern, String line) {
        var matcher = pattern.matcher(line);
        while (matcher.find()) {
            var name = matcher.group(1);
            var value = matcher.group(2).strip();
            boolean about = ABOUT.matches(name) && !SECRET_ID.matches(name);
            boolean password = name.toLowerCase(Locale.ROOT).matches(".*(pass|pwd).*");
            if (!about && SecretText.looksSecret(value, password)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    static String extension(String path) {
        var name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        if (name.startsWith("dockerfile") || name.startsWith("containerfile")) {
            return "dockerfile";
        }
        if (name.startsWith(".env")) {
            return "env";
        }
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
