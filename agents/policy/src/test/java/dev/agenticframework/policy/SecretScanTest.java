package dev.agenticframework.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretScanTest {

    private final SecretScan scan = new SecretScan();

    private List<Finding> scan(String path, String text) {
        return scan.evaluate(Trees.project(path, text));
    }

    /// Written in pieces, so that no scanner takes this file for a leak.
    private static String joined(String pieces) {
        return pieces.replace("~", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            a.py        | secret-aws-access-key     | key = "AKIA~Z7QW3M2LNP5TXRB4"
            a.ini       | secret-aws-secret-key     | aws_secret_access_key = k3Jx9/Qm2LpZ~8vRt5YbN1cWd7HsF4gKa6eTuXo0P
            a.js        | secret-github             | const t = "ghp_~9aKd83hFk2lQwErTyUiOpZxCvBnM123456Ab";
            a.yml       | secret-gitlab             | token: glpat-~x7Kq2mN9pLw4RtYv8sBd
            a.txt       | secret-slack              | xoxb-~123456789012-1234567890123-AbCdEfGhIjKlMnOpQrStUvWx
            a.md        | secret-slack-webhook      | https://hooks.slack~.com/services/T01AB2CD3/B04EF5GH6/aB3dE5fG7hI9jK1lM3nO5pQ7
            a.go        | secret-google-api-key     | k := "AIza~SyD3kF9xQ2mWv7LpR8tYbN1cZ4hJ6gKa0eT"
            a.ts        | secret-stripe             | "sk_live_~4eC39HqLyjWDarjtT1zdp7dc"
            .env        | secret-anthropic          | K=sk-ant-~api03-xK9mQ2wE7rT4yU1iO8pA5sD3fG6hJ0kL
            a.npmrc     | secret-npm                | //r/:_authToken=npm_~a8Kd73hFk2lQwErTyUiOpZxCvBnM12345678
            a.yaml      | secret-sendgrid           | key: SG.~aBcD1234eFgH5678iJkL90.mNoPqRsTuVwXyZ0123456789aBcDeFgHiJkLmNoPqRs
            a.env       | secret-vault              | VAULT=hvs.~CAESIJ8x2mK9pQw4RtYv7sBdNc1Lf
            a.py        | secret-connection-string  | "postgresql://svc:Zk3!pq~9vLm2@db.internal:5432/x"
            a.json      | secret-connection-string  | {"url": "mongodb+srv://admin:p4ss~W0rd99@cluster0.mongodb.net"}
            a.js        | secret-jwt                | t = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9~.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4ifQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"
            a.sh        | secret-authorization-header | curl -H "Authorization: Basic ~YWRtaW46c3VwZXJzZWNyZXQxMjM0"
            a.properties| secret-assignment         | spring.datasource.password=Tr0ub4d~our&3xyz
            a.yaml      | secret-assignment         | dbPassword: 'q9!Lm2~Zx8#Vb'
            a.py        | secret-assignment         | API_KEY = "f3a9c1e7b5d2486~0a7c3e9f1b5d70826"
            a.json      | secret-assignment         | "clientSecret": "Zx8Kq2mN9~pLw4RtYv7sBdJc1Lf"
            a.tf        | secret-assignment         | master_password = "H4rdc0ded~Pass!"
            Dockerfile  | secret-assignment         | ENV DB_PASSWORD=s3cr~3tP4ss!
            .env.local  | secret-assignment         | SESSION_SECRET=9f8e7d6c5b4a39~281706f5e4d3c2b1a0
            a.go        | secret-assignment         | token := "a8Kd73hF~k2lQwErTyUiOp"
            a.xml       | secret-assignment         | password="G7#kL9~mQ2x"
            """)
    void plantedSecretIsFoundAndNotPrinted(String path, String rule, String text) {
        var findings = scan(path, "first line\n" + joined(text) + "\n");

        assertThat(findings).as(text).singleElement().satisfies(f -> {
            assertThat(f.rule()).isEqualTo(rule);
            assertThat(f.line()).isEqualTo(2);
            assertThat(f.file()).isEqualTo(path);
            var secret = text.replaceAll(".*[\\s\"'=:](?=[^\\s\"'=:]*~)", "").replaceAll("[\"';,@}].*", "");
            assertThat(f.message()).doesNotContain(secret.replace("~", ""));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password = os.environ[\"DB_PASSWORD\"]",
                "DATABASE_URL=postgresql://user:password@localhost:5432/db",
                "url: postgresql://$POSTGRES_USER:$POSTGRES_PASSWORD@${POSTGRES_HOST:-postgres}:5432/$POSTGRES_DB",
                "POSTGRES_PASSWORD: for-tests-only",
                "parse(\"postgresql://app:p%40+s%3As@db.local:5433/app\")",
                "postgresql://svc:s3cr3tP4ss@localhost:5432/app",
                "secretKeyRef: {name: user-service-database, key: url}",
                "token = getToken(request)",
                "password: ${{ values.password }}",
                "const token = config.session.token;",
                "master_user_secret_kms_key_id = aws_kms_key.database.arn",
                "API_KEY=your-api-key-here-1234567890",
                "secret: \"changeme123456\"",
                "if (password == null || password.length() < 12) {",
                "AWS_KEY = \"AKIAIOSFODNN7EXAMPLE\"",
                "password: '********'",
                "  token: !reference [.auth, token]",
                "private static final String TOKEN_HEADER = \"X-Auth-Token-Header\";",
                "\"integrity\": \"sha512-WFa9C2wqWoyMMjg1M7DFqZFOOBtGmvvyJmFe5nTp0aUVLTQ0nSGFKa3ZzRmAFKQJ5zPEv1GVvQEMKqc/yV1Rpg==\"",
                "commit = 3f786850e387550fdab836ed7e6dc881de23001b",
                "passwordHash := bcrypt(password)",
                "-----BEGIN PUBLIC KEY-----"
            })
    void ordinaryLinesAreNoSecrets(String line) {
        for (var path : List.of("a.yaml", "a.py", "a.env", "a.tf")) {
            assertThat(scan(path, line)).as(path).isEmpty();
        }
    }

    @Test
    void privateKeyIsFoundByItsBodyAndNotByItsNameAlone() {
        var header = "-----BEGIN RSA PRIVATE " + "KEY-----";
        assertThat(scan("a.pem", header + "\n" + "MIIEpAIBAAKCAQEA3Tz2mr7SZiAMfQyuvBjM9OiJ".repeat(2) + "\n"))
                .singleElement()
                .satisfies(f -> assertThat(f.rule()).isEqualTo("secret-private-key"));
        assertThat(scan("parser.py", "if text.startswith(\"" + header + "\"):\n    return True\n"))
                .isEmpty();
    }

    @Test
    void secretInsideBase64IsFound() {
        var token = joined("ghp_~9aKd83hFk2lQwErTyUiOpZxCvBnM123456Ab");
        var encoded = java.util.Base64.getEncoder().encodeToString(token.getBytes());

        assertThat(scan("s.yaml", "data:\n  x: " + encoded))
                .extracting(Finding::rule)
                .containsExactly("secret-github");
    }

    @Test
    void inlineAllowanceNeedsAReason() {
        var line = joined("password = \"Zx8Kq2mN9~pLw4\"");

        assertThat(scan("a.py", line + "  # agentic:allow-secret fixture of the parser")
                        .getFirst()
                        .waiver())
                .contains("inline: fixture of the parser");
        assertThat(scan("a.py", line + "  # agentic:allow-secret").getFirst().waiver())
                .isEmpty();
    }

    @Test
    void allowListAndBaselineWaiveByPathAndFingerprint() {
        var line = joined("password = \"Zx8Kq2mN9~pLw4\"");
        var fingerprint = SecretScan.fingerprint("secret-assignment", "b.py", joined("Zx8Kq2mN9~pLw4"));
        var list = "allow:\n  - {path: 'fixtures/**', reason: made up for tests}\n  - {path: x}\nbaseline: ["
                + fingerprint + "]\n";
        var findings = scan.evaluate(
                Trees.project(".agentic/secrets.yaml", list, "fixtures/a.py", line, "b.py", line, "c.py", line));

        assertThat(findings.stream().filter(f -> f.waiver().isPresent()).map(Finding::file))
                .containsExactly("b.py", "fixtures/a.py");
        assertThat(findings.stream().filter(f -> f.waiver().isEmpty()).map(Finding::rule))
                .containsExactly("secret-allow-list-invalid", "secret-assignment");
    }

    @Test
    void hostileFilesAreBounded() {
        var line = joined("password=\"Zx8Kq2mN9~pLw4\" ");
        assertThat(scan("a.txt", (line + "\n").repeat(1_000))).hasSize(SecretScan.MAX_FINDINGS_PER_FILE);
        assertThat(scan("a.bin", "\0" + line)).isEmpty();
        assertThat(scan("a.js", "a".repeat(1_000_000) + line)).isEmpty();
        assertThat(scan("big.txt", "x".repeat(SecretScan.MAX_FILE_BYTES + 1))
                        .getFirst()
                        .rule())
                .isEqualTo("secret-scan-skipped");
    }
}
