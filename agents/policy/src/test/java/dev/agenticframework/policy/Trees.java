package dev.agenticframework.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.agentapi.PolicyEngine.Subject;
import java.nio.file.Path;
import java.util.HashMap;

/// Trees of files for tests.
final class Trees {

    static final Path PACKS = Path.of("../../policies");

    private Trees() {}

    static Subject project(String... pathsAndTexts) {
        return subject("project", pathsAndTexts);
    }

    static Subject subject(String type, String... pathsAndTexts) {
        var files = new HashMap<String, FileTree.Entry>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            files.put(pathsAndTexts[i], new FileTree.Entry(pathsAndTexts[i + 1].getBytes(UTF_8), false));
        }
        return new Subject(type, FileTree.of(files));
    }
}
