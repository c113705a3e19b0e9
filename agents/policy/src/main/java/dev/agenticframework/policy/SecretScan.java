package dev.agenticframework.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Pattern;
import dev.agenticframework.agentapi.Finding;
import dev.agenticframework.agentapi.PolicyEngine;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds secrets in files. A finding names the kind of secret, its place and its fingerprint, and never the secret.
///
/// A line with `agentic:allow-secret REASON` is allowed; `.agentic/secrets.yaml` allows by path and fingerprint.
public final class SecretScan implements PolicyEngine {

    /// Larger files are not scanned; a finding reports them.
    public static final int MAX_FILE_BYTES = 2 << 20;
    /// The rest of a longer line is not scanned.
    public static final int MAX_LINE_CHARS = 20_000;
    /// The most findings for one file, and the most waived ones: those that are waived do not hide another.
    public static final int MAX_FINDINGS_PER_FILE = 50;

    static final String ALLOW = "agentic:allow-secret";

    private static final int LINES_BETWEEN_CHECKS = 1_000;
    private static final int FINGERPRINT_CHARS = 16;
    private static final int KEY_BODY_LINES = 4;
    private static final String POLICY = "secrets";
    private static final String REMEDY =
            "Revoke the secret, remove it from the history, and read it from a secret store at run time";
    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----");
    private static final Pattern KEY_BODY = Pattern.compile("[A-Za-z0-9+/=]{40,}");
    private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/]{24,}={0,2}");
    /// Source: RFC 2606 and RFC 6761.
    private static final Pattern NOWHERE = Pattern.compile(
            "host|hostname|localhost|127\\..*|\\[::1.*|(.*\\.)?(example|example\\.(com|org|net)|local|localhost|invalid|test)");
    private static final Pattern LOCK_FILE = Pattern.compile(
            "(?i)(.*/)?(package-lock\\.json|pnpm-lock\\.yaml|yarn\\.lock|go\\.sum|poetry\\.lock|uv\\.lock|cargo\\.lock|gemfile\\.lock|requirements[a-z-]*\\.txt|gradle\\.lockfile|\\.terraform\\.lock\\.hcl)");

    @Override
    public List<Finding> evaluate(Subject subject) {
        var findings = new ArrayList<Finding>();
        var allowed = SecretAllowList.read(subject.files(), findings);
        subject.files().entries().forEach((path, file) -> {
            Budget.requireCaller();
            if (!path.equals(SecretAllowList.PATH)) {
                scan(path, file.content(), allowed, findings);
            }
        });
        findings.sort(Finding.WORST_FIRST);
        return findings;
    }

    private static void scan(String path, byte[] content, SecretAllowList allowed, List<Finding> findings) {
        if (content.length > MAX_FILE_BYTES) {
            findings.add(finding(
                    "secret-scan-skipped",
                    Finding.Severity.INFO,
                    "The file is too large to be scanned for secrets",
                    path,
                    0,
                    Optional.empty()));
            return;
        }
        for (int i = 0; i < Math.min(content.length, 8_000); i++) {
            if (content[i] == 0) {
                return;
            }
        }
        var lines = new String(content, UTF_8).split("\n", -1);
        int waived = 0;
        int open = 0;
        for (int i = 0; i < lines.length && open < MAX_FINDINGS_PER_FILE; i++) {
            if (i % LINES_BETWEEN_CHECKS == 0) {
                Budget.requireCaller();
            }
            for (var finding : line(path, lines, i, allowed)) {
                if (finding.waiver().isEmpty()) {
                    open++;
                    findings.add(finding);
                } else if (waived++ < MAX_FINDINGS_PER_FILE) {
                    findings.add(finding);
                }
            }
        }
    }

    private static List<Finding> line(String path, String[] lines, int index, SecretAllowList allowed) {
        var findings = new ArrayList<Finding>();
        var whole = lines[index];
        var line = whole.length() > MAX_LINE_CHARS ? whole.substring(0, MAX_LINE_CHARS) : whole;
        var found = new HashSet<String>();
        for (var hit : hits(path, line)) {
            if (found.add(hit.secret())) {
                findings.add(finding(hit, path, index + 1, line, allowed));
            }
        }
        if (found.isEmpty()
                && line.contains("PRIVATE KEY")
                && PRIVATE_KEY.matcher(line).find()
                && hasBody(lines, index)) {
            findings.add(finding(
                    new Hit("secret-private-key", "A private key", Finding.Severity.CRITICAL, bodyOf(lines, index)),
                    path,
                    index + 1,
                    line,
                    allowed));
        }
        return findings;
    }

    private record Hit(String rule, String title, Finding.Severity severity, String secret) {}

    private static List<Hit> hits(String path, String line) {
        var hits = known(line);
        var lowerCase = line.toLowerCase(Locale.ROOT);
        boolean locked = LOCK_FILE.matches(path);
        if (hits.isEmpty() && !locked && Assignments.mayHold(lowerCase)) {
            Assignments.find(path, line)
                    .ifPresent(secret ->
                            hits.add(new Hit("secret-assignment", "A password or key", Finding.Severity.HIGH, secret)));
        }
        if (hits.isEmpty() && !locked) {
            hits.addAll(encoded(line));
        }
        return hits;
    }

    private static List<Hit> known(String line) {
        var hits = new ArrayList<Hit>();
        var lowerCase = line.toLowerCase(Locale.ROOT);
        for (var kind : SecretKind.ALL) {
            if (kind.keywords().stream().noneMatch(lowerCase::contains)) {
                continue;
            }
            var matcher = kind.pattern().matcher(line);
            while (matcher.find()) {
                var secret = matcher.group(1);
                if (!SecretText.isPlaceholder(secret)
                        && SecretText.entropy(secret) >= kind.minEntropy()
                        && !(matcher.groupCount() > 1 && (isPlainWord(secret) || leadsNowhere(matcher.group(2))))) {
                    hits.add(new Hit(kind.id(), kind.title(), kind.severity(), secret));
                }
            }
        }
        return hits;
    }

    /// Host names for documentation and for the local machine.
    private static boolean leadsNowhere(String host) {
        return NOWHERE.matches(host.toLowerCase(Locale.ROOT)) && !host.endsWith(".svc.cluster.local");
    }

    /// `user:password@` in documentation, `postgres:postgres@` on a local machine.
    private static boolean isPlainWord(String password) {
        return password.chars().allMatch(c -> Character.isLetter(c) || c == '-' || c == '_')
                || password.startsWith("$");
    }

    /// A secret may be encoded in Base64, as in a Kubernetes Secret.
    private static List<Hit> encoded(String line) {
        var hits = new ArrayList<Hit>();
        var matcher = ENCODED.matcher(line);
        while (matcher.find()) {
            try {
                var text = matcher.group();
                var decoded = new String(
                        Base64.getDecoder().decode(text.substring(0, text.length() - text.length() % 4)), UTF_8);
                if (decoded.chars().allMatch(c -> (c >= 0x20 && c < 0x7f) || c == '\n')) {
                    hits.addAll(known(decoded));
                }
            } catch (IllegalArgumentException e) {
                // It is not Base64.
            }
        }
        return hits;
    }

    private static boolean hasBody(String[] lines, int index) {
        return !bodyOf(lines, index).isEmpty();
    }

    private static String bodyOf(String[] lines, int index) {
        for (int i = index; i < Math.min(lines.length, index + KEY_BODY_LINES); i++) {
            var line = lines[i];
            var matcher = KEY_BODY.matcher(line.length() > MAX_LINE_CHARS ? line.substring(0, MAX_LINE_CHARS) : line);
            if (matcher.find()) {
                return matcher.group();
            }
        }
        return "";
    }

    private static Finding finding(Hit hit, String path, int line, String text, SecretAllowList allowed) {
        var fingerprint = fingerprint(hit.rule(), path, hit.secret());
        var message = hit.title() + " of " + hit.secret().length() + " characters is in the file (fingerprint "
                + fingerprint + ")";
        return finding(
                hit.rule(),
                hit.severity(),
                message,
                path,
                line,
                inline(text).or(() -> allowed.allows(hit.rule(), path, fingerprint)));
    }

    private static Finding finding(
            String rule, Finding.Severity severity, String message, String path, int line, Optional<String> waiver) {
        return new Finding(rule, severity, message, path, line, REMEDY, POLICY, waiver);
    }

    private static Optional<String> inline(String line) {
        int at = line.indexOf(ALLOW);
        var reason = at < 0 ? "" : line.substring(at + ALLOW.length()).replaceAll("^[:\\s]+|[*/\\->\\s]+$", "");
        return reason.length() < SecretAllowList.MIN_REASON_CHARS ? Optional.empty() : Optional.of("inline: " + reason);
    }

    static String fingerprint(String rule, String path, String secret) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest((rule + "\0" + path + "\0" + secret).getBytes(UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, FINGERPRINT_CHARS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
