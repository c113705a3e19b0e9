package dev.agenticframework.rego.library.encoding;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parts of a URI reference (RFC 3986), parsed as leniently as by Go's `net/url`.
public record Uri(String scheme, String hostname, String port, String rawPath, String rawQuery, String fragment) {
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\]]*\\]|[^:]*)(?::(.*))?", Pattern.DOTALL);

    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._:~!$&'()*+,;=%@-]*");
    private static final Pattern ASCII_ESCAPE = Pattern.compile("%[0-7][0-9A-Fa-f]");
    private static final String PLAIN_IN_PATH = "-_.~$&+,/:;=@";

    public static Uri parse(String text) {
        if (text.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
            throw invalid(text, "net/url: invalid control character in URL");
        }
        int hash = text.indexOf('#');
        String fragment = hash < 0 ? "" : UrlBuiltins.unescape(text.substring(hash + 1), false);
        String rest = hash < 0 ? text : text.substring(0, hash);
        String scheme = "";
        Matcher withScheme = SCHEME.matcher(rest);
        if (rest.startsWith(":")) {
            throw invalid(text, "missing protocol scheme");
        }
        if (withScheme.matches()) {
            scheme = withScheme.group(1).toLowerCase(java.util.Locale.ROOT);
            rest = withScheme.group(2);
        }
        int question = rest.indexOf('?');
        String query = question < 0 ? "" : rest.substring(question + 1);
        rest = question < 0 ? rest : rest.substring(0, question);
        return withAuthority(text, scheme, rest, query, fragment);
    }

    private static Uri withAuthority(String text, String scheme, String rest, String query, String fragment) {
        if (!scheme.isEmpty() && !rest.startsWith("/")) {
            return new Uri(scheme, "", "", "", query, fragment);
        }
        if (scheme.isEmpty() && !rest.startsWith("/") && firstSegment(rest).contains(":")) {
            throw invalid(text, "first path segment in URL cannot contain colon");
        }
        String authority = "";
        String path = rest;
        if (rest.startsWith("//")) {
            int slash = rest.indexOf('/', 2);
            authority = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
            path = slash < 0 ? "" : rest.substring(slash);
        }
        UrlBuiltins.unescape(path, false);
        return withHost(text, scheme, authority, path, query, fragment);
    }

    private static Uri withHost(
            String text, String scheme, String authority, String path, String query, String fragment) {
        int at = authority.lastIndexOf('@');
        if (at >= 0 && !USER.matcher(authority.substring(0, at)).matches()) {
            throw invalid(text, "net/url: invalid userinfo");
        }
        String host = authority.substring(at + 1);
        if (host.startsWith("[") && host.indexOf(']') < 0) {
            throw invalid(text, "missing ']' in host");
        }
        Matcher escape = ASCII_ESCAPE.matcher(host);
        if (escape.find()) {
            throw invalid(text, "invalid URL escape " + StringValue.of(escape.group()));
        }
        Matcher parts = AUTHORITY.matcher(host);
        if (!parts.matches()) {
            throw invalid(text, "invalid character in host name");
        }
        String name = parts.group(1);
        String port = parts.group(2) == null ? "" : parts.group(2);
        if (!port.matches("[0-9]*")) {
            throw invalid(text, "invalid port " + StringValue.of(":" + port) + " after host");
        }
        if (name.chars().anyMatch(c -> c == ' ' || c == '<' || c == '>' || c == '"' || c == '\\' || c == '^')) {
            throw invalid(text, "invalid character in host name");
        }
        String hostname = name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
        return new Uri(scheme, UrlBuiltins.unescape(hostname, false), port, path, query, fragment);
    }

    private static String firstSegment(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    private static BuiltinException invalid(String text, String problem) {
        return BuiltinException.failure("parse " + StringValue.of(text) + ": " + problem);
    }

    ObjectValue toValue() {
        ObjectValue.Builder parts = ObjectValue.builder();
        put(parts, "scheme", scheme);
        put(parts, "hostname", hostname);
        put(parts, "port", port);
        put(parts, "path", UrlBuiltins.unescape(rawPath, false));
        put(parts, "raw_path", shownRawPath());
        put(parts, "raw_query", rawQuery);
        put(parts, "fragment", fragment);
        return parts.build();
    }

    // Returns the path as written, if escaping the decoded path would give another text.
    private String shownRawPath() {
        String path = UrlBuiltins.unescape(rawPath, false);
        StringBuilder escaped = new StringBuilder();
        for (byte octet : path.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if ((c < 0x80 && Character.isLetterOrDigit(c)) || PLAIN_IN_PATH.indexOf(c) >= 0) {
                escaped.append(c);
            } else {
                escaped.append('%').append(String.format(java.util.Locale.ROOT, "%02X", (int) c));
            }
        }
        return escaped.toString().equals(rawPath) ? path : rawPath;
    }

    private static void put(ObjectValue.Builder parts, String name, String part) {
        if (!part.isEmpty()) {
            parts.put(name, StringValue.of(part));
        }
    }
}
