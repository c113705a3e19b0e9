package dev.agenticframework.policy;

import com.google.re2j.Pattern;

/// A pattern of paths: `*` and `?` stay within a folder, `**` crosses folders. A folder matches everything in it.
record PathGlob(Pattern pattern) {

    static final int MAX_CHARS = 500;

    static PathGlob of(String glob) {
        var text = glob.length() > MAX_CHARS ? glob.substring(0, MAX_CHARS) : glob;
        var regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("**/", i)) {
                regex.append("(?:[^/]*/)*");
                i += 2;
            } else if (text.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else {
                char c = text.charAt(i);
                regex.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
            }
        }
        return new PathGlob(Pattern.compile(regex.toString().replaceFirst("/$", "") + "(?:/.*)?"));
    }

    boolean matches(String path) {
        return pattern.matches(path);
    }
}
