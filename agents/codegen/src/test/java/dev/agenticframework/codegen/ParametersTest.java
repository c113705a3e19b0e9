package dev.agenticframework.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.codegen.TemplateProblem.Code;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The parameters of the template that the project comes with.
class ParametersTest {
    private static final Parameters PARAMETERS = parameters();

    private static Parameters parameters() {
        var catalog = TemplateCatalog.load(List.of(Path.of("../../templates")));
        assertThat(catalog.problems()).isEmpty();
        return ((Checked.Ok<Template>) catalog.find("microservice-rest-api"))
                .value()
                .parameters();
    }

    @Test
    void fillInWhatIsNotGiven() {
        ObjectNode completed = accepted("{\"serviceName\": \"user-service\", \"language\": \"python\"}");
        assertThat(completed.path("database").asString()).isEqualTo("postgresql");
        assertThat(completed.path("replicas").asInt()).isEqualTo(2);
        assertThat(completed.path("owner").asString()).isEqualTo("platform-team");
        assertThat(completed.has("repoUrl")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "user-service,user,users",
        "users-service,user,users",
        "order-history-service,history,histories",
        "product-catalog-api,catalog,catalogs",
        "inventory-service,item,items",
        "billing,item,items",
        "category-service,category,categories",
        "address-book,book,books",
        "status-service,item,items",
        "class-service,item,items",
        "import-service,item,items",
        "my-api,item,items",
        "user-v2,user,users",
        "box,box,boxes",
        "person-service,person,people",
        "select,item,items",
        "string-service,item,items",
        "address-service,address,addresses",
    })
    void deriveTheResourceFromTheServicesName(String service, String resource, String plural) {
        ObjectNode completed = accepted("{\"serviceName\": \"" + service + "\", \"language\": \"go\"}");
        assertThat(completed.path("resource").asString()).isEqualTo(resource);
        assertThat(completed.path("resourcePlural").asString()).isEqualTo(plural);
    }

    @Test
    void takeTheResourceThatIsGiven() {
        ObjectNode completed =
                accepted("{\"serviceName\": \"user-service\", \"language\": \"go\", \"resource\": \"account\"}");
        assertThat(completed.path("resourcePlural").asString()).isEqualTo("accounts");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{\"language\": \"go\"}~PARAMETER_MISSING~serviceName~Add it",
                "{\"serviceName\": \"User_Service\", \"language\": \"go\"}~PARAMETER_INVALID~serviceName~joined by hyphens",
                "{\"serviceName\": \"../x\", \"language\": \"go\"}~PARAMETER_INVALID~serviceName~hyphens",
                "{\"serviceName\": \"x; rm -rf /\", \"language\": \"go\"}~PARAMETER_INVALID~serviceName~hyphens",
                "{\"serviceName\": \"x\", \"language\": \"go\"}~PARAMETER_INVALID~serviceName~2 to 40",
                "{\"serviceName\": \"ab\", \"language\": \"pyton\"}~PARAMETER_INVALID~language~'python'",
                "{\"serviceName\": \"ab\", \"language\": \"cobol\"}~PARAMETER_INVALID~language~python, nodejs, go, java",
                "{\"serviceName\": \"ab\", \"language\": \"go\", \"replicas\": 11}~PARAMETER_INVALID~replicas~1 to 10",
                "{\"serviceName\": \"ab\", \"language\": \"go\", \"replicas\": \"2\"}~PARAMETER_INVALID~replicas~valid",
                "{\"serviceName\": \"ab\", \"language\": \"go\", \"replica\": 2}~PARAMETER_UNKNOWN~replica~'replicas'",
                "{\"serviceName\": \"ab\", \"language\": \"go\", \"resource\": \"class\"}~PARAMETER_INVALID~resource~another",
                "{\"serviceName\": \"ab\", \"language\": \"go\", \"description\": \"a\\\"b\"}~PARAMETER_INVALID~description~quotes",
            })
    void nameTheParameterAndTheRemedy(String given, Code code, String parameter, String remedy) {
        TemplateProblem problem = refused(given).getFirst();
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.where()).isEqualTo(parameter);
        assertThat(problem.remedy()).contains(remedy);
    }

    @Test
    void tellEveryProblemAtOnce() {
        assertThat(refused("{\"language\": \"x\", \"database\": \"y\", \"foo\": 1}"))
                .hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {10_001, 1_000_000})
    void refuseHugeValues(int length) {
        assertThat(refused("{\"serviceName\": \"" + "x".repeat(length) + "\"}")
                        .getFirst()
                        .message())
                .hasSizeLessThan(500);
    }

    @Test
    void refuseWhatIsNoObject() {
        assertThat(refused("[]").getFirst().code()).isEqualTo(Code.PARAMETER_INVALID);
    }

    private static ObjectNode accepted(String given) {
        return switch (PARAMETERS.check(json(given))) {
            case Checked.Ok<ObjectNode>(ObjectNode value) -> value;
            case Checked.Refused<ObjectNode>(List<TemplateProblem> problems) ->
                throw new AssertionError(problems.toString());
        };
    }

    private static List<TemplateProblem> refused(String given) {
        return switch (PARAMETERS.check(json(given))) {
            case Checked.Ok<ObjectNode>(ObjectNode value) -> throw new AssertionError(value.toString());
            case Checked.Refused<ObjectNode>(List<TemplateProblem> problems) -> problems;
        };
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "999999999999",
                "9223372036854775808",
                "1e300",
                "-1e300",
                "1e999999999",
                "0.1e-999999999",
                "123456789012345678901234567890"
            })
    void refuseNumbersOfAnySizeThatTheTemplateDoesNotAllow(String number) throws Exception {
        var given = JsonMapper.shared()
                .readTree("{\"serviceName\": \"a-b\", \"language\": \"go\", \"replicas\": " + number + "}");

        assertThat(PARAMETERS.check(given))
                .isInstanceOfSatisfying(
                        Checked.Refused.class,
                        refused -> assertThat(refused.problems().toString()).startsWith("[replicas: "));
    }
}
