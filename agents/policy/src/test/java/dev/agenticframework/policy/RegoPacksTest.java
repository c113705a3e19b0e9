package dev.agenticframework.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Finding;
import dev.agenticframework.agentapi.Finding.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegoPacksTest {

    private static final RegoPacks PACKS = RegoPacks.load(Trees.PACKS);

    private static List<String> places(List<Finding> findings) {
        return findings.stream()
                .map(f -> f.rule() + " " + f.file() + ":" + f.line())
                .sorted()
                .toList();
    }

    @Test
    void packsPassTheirOwnTests() {
        var tests = PackTests.run(Trees.PACKS);

        assertThat(tests.failures()).isEmpty();
        assertThat(tests.passed()).isGreaterThan(40);
    }

    @Test
    void everyRuleSaysWhatItIsAndHowToMendIt() throws Exception {
        var source = PackSource.read(Trees.PACKS);
        for (var module : source.modules().entrySet()) {
            var named = java.util.regex.Pattern.compile("(?:\"rule\": |found\\w*\\()\"([a-z0-9-]+)\"")
                    .matcher(module.getValue())
                    .results()
                    .map(r -> r.group(1))
                    .distinct()
                    .toList();
            var known = RuleMetadata.of(module.getKey(), module.getValue());
            assertThat(known.keySet()).as(module.getKey()).containsAll(named);
            assertThat(known.values()).allSatisfy(r -> {
                assertThat(r.title()).isNotEmpty();
                assertThat(r.remedy()).isNotEmpty();
            });
        }
    }

    @Test
    void dockerfileIsReadWithContinuationsStagesAndHereDocuments() {
        var findings = PACKS.evaluate(Trees.project("Dockerfile", """
                # comment
                FROM golang AS build
                RUN apt-get update && \\
                    # why
                    curl -s https://example.com/i.sh | sh
                RUN <<EOF
                USER nobody
                EOF
                FROM build
                COPY --from=build /x /x
                """));

        assertThat(places(findings))
                .containsExactly(
                        "dockerfile-image-unpinned Dockerfile:2",
                        "dockerfile-no-healthcheck Dockerfile:9",
                        "dockerfile-pipe-to-shell Dockerfile:3",
                        "dockerfile-runs-as-root Dockerfile:9");
        var root = findings.stream()
                .filter(f -> f.rule().endsWith("root"))
                .findFirst()
                .orElseThrow();
        assertThat(root.severity()).isEqualTo(Severity.HIGH);
        assertThat(root.remedy()).contains("USER");
        assertThat(root.policy()).matches("docker-baseline/dockerfile.rego:\\d+");
    }

    @Test
    void manifestFindingsHaveTheLineOfTheContainer() {
        var findings = PACKS.evaluate(Trees.subject("kubernetes", "manifest.yaml", """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: p
                  labels: {app.kubernetes.io/name: p}
                spec:
                  automountServiceAccountToken: false
                  securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
                  containers:
                    - name: c
                      image: x:1
                      resources: {requests: {cpu: 1, memory: 1Gi}, limits: {memory: 1Gi}}
                      securityContext:
                        privileged: true
                        allowPrivilegeEscalation: false
                        readOnlyRootFilesystem: true
                        capabilities: {drop: [ALL]}
                """));

        assertThat(places(findings)).containsExactly("k8s-privileged-container manifest.yaml:14");
    }

    @Test
    void terraformSourceIsJudgedAndWhatIsOpenIsNotHeldAgainstIt() {
        var findings = PACKS.evaluate(Trees.subject("terraform", "main.tf", """
                provider "aws" {
                  default_tags { tags = local.tags }
                }
                /* a
                   comment */
                resource "aws_s3_bucket" "logs" {
                  bucket = "logs-${var.environment}"
                  acl    = "public-read"
                }
                resource "aws_s3_bucket_public_access_block" "logs" {
                  bucket                  = aws_s3_bucket.logs.id
                  block_public_acls       = true
                  block_public_policy     = var.block
                  ignore_public_acls      = true
                  restrict_public_buckets = true
                }
                resource "aws_iam_policy" "all" {
                  policy = jsonencode({
                    Version   = "2012-10-17"
                    Statement = [{ Effect = "Allow", Action = "*", Resource = ["*"] }]
                  })
                }
                resource "aws_security_group" "open" {
                  description = <<-EOT
                    "quotes" and { braces
                  EOT
                  dynamic "ingress" {
                    for_each = var.ports
                    content { from_port = ingress.value }
                  }
                  ingress {
                    from_port   = 22
                    to_port     = 22
                    protocol    = "tcp"
                    cidr_blocks = ["0.0.0.0/0"]
                  }
                }
                resource "aws_ebs_volume" "v" {
                  encrypted = var.encrypted ? true : false
                  size      = [for x in var.sizes : x if x > 1][0]
                }
                """));

        assertThat(places(findings))
                .containsExactly(
                        "iam-wildcard main.tf:18", "no-public-s3-buckets main.tf:8", "open-security-group main.tf:31");
    }

    @Test
    void planIsJudgedByWhatItLeavesBehind() {
        var plan = """
                {"format_version": "1.2", "resource_changes": [
                  {"address": "aws_s3_bucket.b", "mode": "managed", "type": "aws_s3_bucket", "name": "b",
                   "change": {"actions": ["create"], "after": {"bucket": "example-bucket", "acl": "public-read",
                     "tags_all": {"Service": "a", "Environment": "b", "Owner": "c"}}, "after_unknown": {"id": true}}},
                  {"address": "aws_db_instance.gone", "mode": "managed", "type": "aws_db_instance", "name": "gone",
                   "change": {"actions": ["delete"], "after": null}}]}
                """;

        assertThat(new DocumentValidation(PACKS).validate("terraform_plan", plan.getBytes()))
                .extracting(Finding::message)
                .containsExactlyInAnyOrder(
                        "S3 bucket 'example-bucket' is publicly accessible",
                        "S3 bucket 'example-bucket' has no public access block");
    }

    @Test
    void unreadableInputsAreRefusedAloneAndReportedInAProject() {
        var broken = "a: [1\nb: 2";
        assertThatThrownBy(() -> new DocumentValidation(PACKS).validate("gitlab_ci", broken.getBytes()))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("POLICY_INPUT_INVALID");
        assertThatThrownBy(() -> new DocumentValidation(PACKS).validate("terraform_plan", "{}".getBytes()))
                .hasMessageContaining("POLICY_INPUT_INVALID");
        assertThatThrownBy(() -> new DocumentValidation(PACKS).validate("nonsense", new byte[0]))
                .hasMessageContaining("POLICY_TYPE_UNKNOWN");
        assertThat(PACKS.evaluate(Trees.project("x.tf", "resource \"a\" {")))
                .extracting(Finding::rule)
                .containsExactly("file-unreadable");
    }

    @Test
    void hostileHclIsStopped() {
        for (var text :
                List.of("a = " + "[".repeat(5_000), "a = \"${", "a = <<EOF\nx", "a {", "= =", "a = (", "x = \"")) {
            assertThat(PACKS.evaluate(Trees.project("x.tf", text))).as(text).hasSize(1);
        }
    }

    @Test
    void brokenPackIsNamedWithItsPlace(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("mine"));
        Files.writeString(
                folder.resolve("mine/a.rego"), "package mine\n\ndeny contains x if { x := undefined_name }\n");

        assertThatThrownBy(() -> RegoPacks.load(folder))
                .hasMessageContaining("POLICY_PACK_INVALID")
                .hasMessageContaining("mine/a.rego:3");
    }

    @Test
    void packOfOnesOwnIsTakenUpWithItsConfiguration(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("names"));
        Files.writeString(folder.resolve("names/a.rego"), """
                package names
                # METADATA
                # title: No such file
                # custom: {id: no-file, severity: critical, remedy: Remove it}
                deny contains {"rule": "no-file", "message": f, "file": f} if {
                	some f in input.files
                	f in data.forbidden
                }
                """);
        Files.writeString(folder.resolve("data.json"), "{\"forbidden\": [\"b\"]}");

        assertThat(RegoPacks.load(folder).evaluate(Trees.project("a", "", "b", "")))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.severity()).isEqualTo(Severity.CRITICAL);
                    assertThat(f.policy()).isEqualTo("names/a.rego:2");
                });
    }
}
