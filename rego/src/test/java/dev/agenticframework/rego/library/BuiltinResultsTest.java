package dev.agenticframework.rego.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.rego.builtin.BuiltinException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltinResultsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            plus          | 9223372036854775807 | 1 | 9223372036854775808
            plus          | 0.1 | 0.2 | 0.3
            minus         | 1.5 | 0.5 | 1
            mul           | 3037000500 | 3037000500 | 9223372037000250000
            div           | 10 | 4 | 2.5
            div           | 1 | 3 | 0.33333333333333333334
            rem           | 18446744073709551617 | 10 | 7
            bits.lsh      | 1 | 70 | 1180591620717411303424
            numbers.range | 3 | 1 | [3, 2, 1]
            indexof       | "\\u00e5\\u00e4\\u00f6x" | "x" | 3
            strings.count | "cheese" | "e" | 3
            split         | "a,b,c" | "," | ["a", "b", "c"]
            split         | "abc" | "" | ["a", "b", "c"]
            trim          | "xxaxx" | "x" | "a"
            concat        | "-" | ["a", "b"] | "a-b"
            format_int    | 255 | 16 | "ff"
            sprintf       | "%s is %d or %v and %05.1f %q %x" | ["a", 7, [1], 2.25, "q", 255] | "a is 7 or [1] and 002.2 \\"q\\" ff"
            sprintf       | "%d %s" | ["x"] | "%!d(string=x) %!s(MISSING)"
            sprintf       | "ok" | [1] | "ok%!(EXTRA int64=1)"
            sprintf       | "%v %[1]v" | [3.0] | "3 3"
            regex.match   | "^a+$" | "aaa" | true
            regex.split   | "a*" | "baac" | ["b", "c"]
            regex.globs_match | "a.a.[0-9]+z" | "a.a.123z" | true
            time.parse_ns | "2006-01-02" | "2023-11-14" | 1699920000000000000
            semver.compare | "1.0.0-rc.1" | "1.0.0" | -1
            net.cidr_contains | "10.0.0.0/8" | "10.1.0.0/16" | true
            net.cidr_intersects | "2001:db8::/32" | "2001:db8:1::/48" | true
            object.union  | {"a": {"b": 1}} | {"a": {"c": 2}} | {"a": {"b": 1, "c": 2}}
            json.remove   | {"a": {"b": 1, "c": 2}} | ["a/b"] | {"a": {"c": 2}}
            json.filter   | {"a": {"b": 1, "c": 2}} | ["a/b"] | {"a": {"b": 1}}
            json.patch    | {"a": [1]} | [{"op": "add", "path": "/a/-", "value": 2}] | {"a": [1, 2]}
            graph.reachable_paths | {"a": ["b"], "b": ["a"]} | ["a"] | {["a", "b"]}
            graph.reachable_paths | {"a": ["a", "b"], "b": []} | ["a"] | {["a", "a"], ["a", "a", "b"], ["a", "b"]}
            regex.split   | "a*" | "\\ud834\\udd1ex" | ["\ud834\udd1e", "x"]
            semver.compare | "9223372036854775807.0.0" | "1.0.0-0a" | 1
            sprintf       | "%v %v %+q %x" | [1234567.5, 1e20, "\\u00e9", 1.5] | "1.2345675e+06 1e+20 \\"\\\\u00e9\\" 0x1.8p+00"
            sprintf       | "%5d %v" | ["a", 36893488147419103232] | "%!d(string=    a) 36893488147419103232"
            bits.rsh      | -5 | 18446744073709551616 | -1
            time.parse_ns | "2006-01-02 15:04 MST" | "2020-01-01   10:00 GMT+3" | 1577872800000000000
            net.cidr_contains | "10.0.0.0/08" | "10.1.2.3" | true
            json.match_schema | {"v": 1} | {"properties": {"v": {"anyOf": [{"type": "string"}, {"minimum": 5}]}}} | [false, [{"desc": "Must validate at least one schema (anyOf)", "error": "v: Must validate at least one schema (anyOf)", "field": "v", "type": "number_any_of"}, {"desc": "Must be greater than or equal to 5", "error": "v: Must be greater than or equal to 5", "field": "v", "type": "number_gte"}]]
            json.match_schema | {"v": "x"} | {"properties": {"v": {"format": "uuid"}}} | [false, [{"desc": "Does not match format 'uuid'", "error": "v: Does not match format 'uuid'", "field": "v", "type": "format"}]]
            json.match_schema | {"v": "a@b.c"} | {"properties": {"v": {"format": "email"}}} | [true, []]
            crypto.hmac.md5 | "foo" | "bar" | "31b6db9e5eb4addb42f1a6ca07367adc"
            """)
    void twoOperandsGiveOneResult(String name, String left, String right, String result) {
        assertThat(BuiltinCalls.text(name, left, right)).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            count         | "\\ud83d\\ude00" | 1
            sum           | [1, 2.5] | 3.5
            max           | [1, "a", null] | "a"
            ceil          | -1.5 | -1
            round         | 2.5 | 3
            floor         | -1.5 | -2
            product       | [0.1, 3] | 0.30000000000000004
            max           | [1, 1.0] | 1.0
            floor         | 2.0 | 2
            abs           | -0.0 | 0
            to_number     | "1e3" | 1e3
            json.verify_schema | {"minLength": -1} | [false, "jsonschema: minLength must be greater than or equal to 0"]
            json.verify_schema | {"required": ["a", "a"]} | [false, "jsonschema: required items must be unique"]
            json.verify_schema | {"$ref": "#/x"} | [false, "jsonschema: Object has no key 'x'"]
            yaml.marshal  | {"a10": "10.1.2.3", "a2": 1000.0, "b": "2020-01-01", "c": "-", "d": "a: b"} | "a2: 1000\\na10: 10.1.2.3\\nb: \\"2020-01-01\\"\\nc: '-'\\nd: 'a: b'\\n"
            yaml.unmarshal | "a: !!str 1\\n---\\nb: 2" | {"a": "1"}
            lower         | "STRASSE\\u0130" | "strassei"
            upper         | "\\u00df" | "\u00df"
            json.marshal  | {"b": "<", "a": [1.0]} | "{\\"a\\":[1.0],\\"b\\":\\"\\\\u003c\\"}"
            yaml.unmarshal | "a: [1, 0x10, yes, ~]" | {"a": [1, 16, "yes", null]}
            base64.decode | "aGVsbG8=" | "hello"
            hex.encode    | "hi" | "6869"
            urlquery.decode_object | "a=1&a=2&b" | {"a": ["1", "2"], "b": [""]}
            uri.parse     | "https://u@h:8080/p?q=1#f" | {"fragment": "f", "hostname": "h", "path": "/p", "port": "8080", "raw_path": "/p", "raw_query": "q=1", "scheme": "https"}
            units.parse   | "1.5Ki" | 1536
            units.parse   | "100m" | 0.1000000000
            units.parse_bytes | "1MiB" | 1048576
            uuid.parse    | "00000000-0000-4000-8000-000000000000" | {"variant": "RFC4122", "version": 4}
            time.parse_duration_ns | "1d1h" | 90000000000000
            time.weekday  | 1700000000000000000 | "Tuesday"
            time.format   | [1700000000000000000, "Europe/Berlin", "Mon Jan _2 15:04:05.000 -0700 2006"] | "Tue Nov 14 23:13:20.000 +0100 2023"
            net.cidr_merge | ["10.0.0.0/25", "10.0.0.128/25"] | {"10.0.0.0/24"}
            net.cidr_expand | "192.0.2.0/31" | {"192.0.2.0", "192.0.2.1"}
            crypto.sha256 | "" | "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
            """)
    void oneOperandGivesOneResult(String name, String operand, String result) {
        assertThat(BuiltinCalls.text(name, operand)).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            div    | 1 | 0 | eval_builtin_error | divide by zero
            rem    | 1 | 0.5 | eval_builtin_error | modulo on floating-point number
            minus  | 1 | "a" | eval_type_error | operand 2 must be number but got string
            split  | 1 | "a" | eval_type_error | operand 1 must be string but got number
            hex.decode | "\u65e5" | "" | eval_builtin_error | encoding/hex: invalid byte: U+00E6 '\u00e6'
            time.parse_ns | "2006" | "\u00e9" | eval_builtin_error | `parsing time "\\xc3\\xa9" as "2006": cannot parse "\\xc3\\xa9" as "2006"`
            concat | "" | [1] | eval_type_error | operand 2 must be array of strings but got array containing number
            regex.match | "(" | "a" | eval_builtin_error | `error parsing regexp: missing closing ): ``(```
            """)
    void wrongOperandsFailWithCodeAndMessage(String name, String left, String right, String code, String message) {
        assertThatThrownBy(() -> BuiltinCalls.call(name, left, right))
                .isInstanceOfSatisfying(BuiltinException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(code);
                    assertThat(failure).hasMessage(message);
                });
    }
}
