package dev.agenticframework.policy;

import com.google.re2j.Pattern;
import dev.agenticframework.agentapi.Finding.Severity;
import java.util.List;

/// A kind of secret that its form identifies.
///
/// @param id the rule's name, `secret-...`
/// @param title what it is, for people
/// @param keywords every line with such a secret contains one of these in lowercase. Looking for them first is fast
/// @param pattern its first group is the secret
/// @param minEntropy the bits per character below which it is an example and not a secret; 0 for none
record SecretKind(
        String id, String title, Severity severity, List<String> keywords, Pattern pattern, double minEntropy) {

    private static SecretKind token(String id, String title, double entropy, String regex, String... keywords) {
        return new SecretKind(
                "secret-" + id, title, Severity.CRITICAL, List.of(keywords), Pattern.compile(regex), entropy);
    }

    private static final String END = "(?:[^A-Za-z0-9_-]|$)";

    /// The forms are from the issuers' documentation of their tokens.
    static final List<SecretKind> ALL = List.of(
            token(
                    "aws-access-key",
                    "An AWS access key",
                    2.5,
                    "(?:^|[^A-Z0-9])((?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16})(?:[^A-Z0-9]|$)",
                    "akia",
                    "asia",
                    "abia",
                    "acca"),
            token(
                    "aws-secret-key",
                    "An AWS secret access key",
                    3.5,
                    "(?i)(?:aws|amazon).{0,40}(?:secret|sk|key).{0,20}[=:,>\"'\\s]\\s*[\"']?([A-Za-z0-9/+]{40})(?:[^A-Za-z0-9/+=]|$)",
                    "aws",
                    "amazon"),
            token(
                    "github",
                    "A GitHub token",
                    3,
                    "((?:gh[pousr]_[A-Za-z0-9]{36,})|github_pat_[A-Za-z0-9_]{60,})" + END,
                    "ghp_",
                    "gho_",
                    "ghu_",
                    "ghs_",
                    "ghr_",
                    "github_pat_"),
            token(
                    "gitlab",
                    "A GitLab token",
                    2.5,
                    "((?:glpat|gldt|glrt|glptt|glcbt|glimt|glagent|glsoat|glffct)-[A-Za-z0-9_.-]{20,})",
                    "glpat-",
                    "gldt-",
                    "glrt-",
                    "glptt-",
                    "glcbt-",
                    "glimt-",
                    "glagent-",
                    "glsoat-",
                    "glffct-"),
            token(
                    "slack",
                    "A Slack token",
                    2.5,
                    "(xox[abeoprs]-[A-Za-z0-9-]{10,}|xapp-[0-9]-[A-Za-z0-9-]{20,})",
                    "xox",
                    "xapp-"),
            token(
                    "slack-webhook",
                    "A Slack webhook",
                    0,
                    "(hooks\\.slack\\.com/(?:services|workflows|triggers)/[A-Za-z0-9+/]{40,60})",
                    "hooks.slack.com"),
            token("google-api-key", "A Google API key", 3, "(AIza[0-9A-Za-z_-]{35})" + END, "aiza"),
            token("google-oauth", "A Google OAuth secret", 3, "(GOCSPX-[0-9A-Za-z_-]{28})", "gocspx-"),
            token("stripe", "A Stripe key", 3, "((?:sk|rk)_(?:live|test|prod)_[0-9a-zA-Z]{10,99})" + END, "sk_", "rk_"),
            token("anthropic", "An Anthropic key", 3, "(sk-ant-[a-z0-9]{2,10}-[A-Za-z0-9_-]{20,})", "sk-ant-"),
            token(
                    "openai",
                    "An OpenAI key",
                    3.5,
                    "(?:^|[^A-Za-z0-9-])(sk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{32,})" + END,
                    "sk-"),
            token("huggingface", "A Hugging Face token", 3, "(hf_[A-Za-z0-9]{34})" + END, "hf_"),
            token("npm", "An npm token", 3, "(npm_[A-Za-z0-9]{36})" + END, "npm_"),
            token("pypi", "A PyPI token", 3, "(pypi-AgE[A-Za-z0-9_-]{50,})", "pypi-age"),
            token("rubygems", "A RubyGems key", 3, "(rubygems_[a-f0-9]{48})", "rubygems_"),
            token("docker-hub", "A Docker Hub token", 3, "(dckr_(?:pat|oat)_[A-Za-z0-9_-]{27,40})", "dckr_"),
            token("sendgrid", "A SendGrid key", 3, "(SG\\.[A-Za-z0-9_-]{20,24}\\.[A-Za-z0-9_-]{39,50})", "sg."),
            token("mailgun", "A Mailgun key", 3, "(?:^|[^a-z])(key-[0-9a-f]{32})" + END, "key-"),
            token("twilio", "A Twilio key", 3, "(?:^|[^A-Za-z0-9])(SK[0-9a-f]{32})" + END, "sk"),
            token(
                    "digitalocean",
                    "A DigitalOcean token",
                    3,
                    "(do[opr]_v1_[a-f0-9]{64})",
                    "doo_v1_",
                    "dop_v1_",
                    "dor_v1_"),
            token("vault", "A Vault token", 3, "(hv[sb]\\.[A-Za-z0-9_-]{24,})", "hvs.", "hvb."),
            token(
                    "terraform-cloud",
                    "A Terraform Cloud token",
                    3.5,
                    "([A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_=-]{60,70})",
                    "atlasv1"),
            token("databricks", "A Databricks token", 3, "(dapi[a-f0-9]{32}(?:-[0-9])?)" + END, "dapi"),
            token(
                    "shopify",
                    "A Shopify token",
                    3,
                    "(shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32})",
                    "shpat_",
                    "shpca_",
                    "shppa_",
                    "shpss_"),
            token("telegram", "A Telegram bot token", 3, "(?:^|[^0-9])([0-9]{8,10}:A[A-Za-z0-9_-]{34})" + END, ":a"),
            token(
                    "age",
                    "An age secret key",
                    3,
                    "(AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58})",
                    "age-secret-key-1"),
            token("azure-storage", "An Azure storage key", 4, "(?i)AccountKey=([A-Za-z0-9+/]{86}==)", "accountkey="),
            token("grafana", "A Grafana token", 3, "(glsa_[A-Za-z0-9]{32}_[a-fA-F0-9]{8})", "glsa_"),
            token("linear", "A Linear key", 3, "(lin_api_[A-Za-z0-9]{40})", "lin_api_"),
            token("new-relic", "A New Relic key", 3, "(NRAK-[A-Z0-9]{27})", "nrak-"),
            token("postman", "A Postman key", 3, "(PMAK-[a-f0-9]{24}-[a-f0-9]{34})", "pmak-"),
            token("sentry", "A Sentry token", 3, "(sntr[ysu]_[A-Za-z0-9_=+/-]{60,})", "sntry", "sntrs", "sntru"),
            token("doppler", "A Doppler token", 3, "(dp\\.pt\\.[A-Za-z0-9]{43})", "dp.pt."),
            token(
                    "planetscale",
                    "A PlanetScale token",
                    3,
                    "(pscale_(?:tkn|pw|oauth)_[A-Za-z0-9_.=-]{32,64})",
                    "pscale_"),
            new SecretKind(
                    "secret-jwt",
                    "A signed token (JWT)",
                    Severity.HIGH,
                    List.of("eyj"),
                    Pattern.compile("(ey[A-Za-z0-9_-]{17,}\\.ey[A-Za-z0-9_/-]{17,}\\.[A-Za-z0-9_/-]{10,})"),
                    3),
            new SecretKind(
                    "secret-connection-string",
                    "A password in a connection string",
                    Severity.CRITICAL,
                    List.of("://"),
                    Pattern.compile(
                            "(?i)[a-z][a-z0-9+.-]{1,20}://[^\\s:/@\"'`<>]{0,80}:([^\\s/@\"'`<>{}]{3,})@([a-z0-9_.\\[-]+)"),
                    0),
            new SecretKind(
                    "secret-authorization-header",
                    "The value of an authorization header",
                    Severity.HIGH,
                    List.of("basic ", "bearer "),
                    Pattern.compile(
                            "(?i)authorization[\"']?\\s*[:=,]\\s*[\"']?(?:basic|bearer)\\s+([A-Za-z0-9+/=_.-]{20,})"),
                    3.5));
}
