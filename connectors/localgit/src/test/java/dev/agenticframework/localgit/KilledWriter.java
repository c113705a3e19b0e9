package dev.agenticframework.localgit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.agentapi.SourceControl.Change;
import dev.agenticframework.agentapi.SourceControl.Review;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;

/// One delivery after another, for a test to kill. Each step may be repeated.
final class KilledWriter {

    static final int DELIVERIES = 12;

    private KilledWriter() {}

    public static void main(String[] arguments) {
        var git = new LocalGit(Path.of(arguments[0]), InstantSource.system());
        System.out.println("started");
        deliverAll(git);
        System.out.println("finished");
    }

    static void deliverAll(LocalGit git) {
        git.ensureRepository("shop", "A shop");
        for (int i = 0; i < DELIVERIES; i++) {
            var branch = "wf-" + i;
            var head =
                    git.commit("shop", branch, "main", new Change.Whole(files(i)), "Add " + i, "Ada", branch + "/t1");
            var request = git.openMergeRequest("shop", branch, "main", "Add " + i, "", "Ada");
            git.review("shop", request.number(), new Review("policy", "fine", List.of()));
            var merged = git.merge("shop", request.number(), head, "Ada");
            git.tag("shop", "v" + i, merged.mergeCommit().orElseThrow());
        }
    }

    static FileTree files(int delivery) {
        var files = new HashMap<String, FileTree.Entry>();
        for (int i = 0; i <= delivery; i++) {
            files.put("file-" + i, new FileTree.Entry(("content " + i).getBytes(UTF_8), false));
        }
        return FileTree.of(files);
    }
}
