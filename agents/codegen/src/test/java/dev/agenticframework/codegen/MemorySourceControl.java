package dev.agenticframework.codegen;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.agentapi.SourceControl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Repositories in memory, with the idempotence that the port promises. Can break off after any of its changes, as a
/// killed process does.
final class MemorySourceControl implements SourceControl {
    final Map<String, Repository> repositories = new TreeMap<>();
    final List<MergeRequest> requests = new ArrayList<>();
    final List<String> commits = new ArrayList<>();
    private final Map<String, FileTree> trees = new HashMap<>();
    private final Map<String, String> branches = new HashMap<>();
    private final Map<String, String> effects = new HashMap<>();
    private int changesUntilKill = Integer.MAX_VALUE;

    /// What a killed process looks like to a test.
    static final class Killed extends RuntimeException {}

    void killAfter(int changes) {
        changesUntilKill = changes;
    }

    private void changed() {
        if (--changesUntilKill == 0) {
            throw new Killed();
        }
    }

    private String add(FileTree tree) {
        String id = "%040x".formatted(commits.size() + 1);
        commits.add(id);
        trees.put(id, tree);
        return id;
    }

    @Override
    public Repository ensureRepository(String name, String description) {
        Repository known = repositories.get(name);
        if (known == null) {
            known = new Repository(name, "file:///" + name, "main");
            repositories.put(name, known);
            branches.put(name + "/main", add(FileTree.of(Map.of())));
            changed();
        }
        return known;
    }

    @Override
    public Optional<Repository> repository(String name) {
        return Optional.ofNullable(repositories.get(name));
    }

    @Override
    public List<Repository> repositories() {
        return List.copyOf(repositories.values());
    }

    @Override
    public String commit(
            String repository,
            String branch,
            String base,
            FileTree tree,
            String message,
            String author,
            String effect) {
        String known = branches.get(repository + "/" + branch);
        if (known != null && read(repository, known).equals(tree)) {
            return known;
        }
        String earlier = effects.get(effect);
        if (earlier != null && read(repository, earlier).equals(tree)) {
            return earlier;
        }
        String id = add(tree);
        effects.put(effect, id);
        branches.put(repository + "/" + branch, id);
        changed();
        return id;
    }

    @Override
    public Optional<String> resolve(String repository, String revision) {
        return Optional.ofNullable(branches.get(repository + "/" + revision));
    }

    @Override
    public FileTree read(String repository, String revision) {
        return trees.get(resolve(repository, revision).orElse(revision));
    }

    @Override
    public void export(String repository, String revision, Path directory) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MergeRequest openMergeRequest(
            String repository, String source, String target, String title, String description, String author) {
        for (MergeRequest known : requests) {
            if (known.repository().equals(repository) && known.sourceBranch().equals(source)) {
                return known.mergeCommit().isPresent()
                        ? known
                        : request(
                                repository,
                                known.number(),
                                known.title(),
                                source,
                                target,
                                resolve(repository, source).orElseThrow(),
                                Optional.empty());
            }
        }
        String head = resolve(repository, source).orElseThrow();
        MergeRequest opened = request(repository, requests.size() + 1, title, source, target, head, Optional.empty());
        requests.add(opened);
        changed();
        return opened;
    }

    private static MergeRequest request(
            String repository,
            int number,
            String title,
            String source,
            String target,
            String head,
            Optional<String> merge) {
        var state = merge.isPresent() ? MergeRequest.State.MERGED : MergeRequest.State.OPEN;
        return new MergeRequest(repository, number, title, "", source, target, head, state, merge, List.of());
    }

    @Override
    public Optional<MergeRequest> mergeRequest(String repository, int number) {
        return requests.stream().filter(r -> r.number() == number).findFirst();
    }

    @Override
    public void comment(String repository, int number, Comment comment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MergeRequest merge(String repository, int number, String reviewedHead, String author) {
        MergeRequest known = mergeRequest(repository, number).orElseThrow();
        if (known.mergeCommit().isPresent()) {
            return known;
        }
        if (!known.head().equals(reviewedHead)) {
            throw new FailureException(Failure.conflict("MERGE_REQUEST_CHANGED", "the head moved", "review again"));
        }
        String merge = add(read(repository, reviewedHead));
        branches.put(repository + "/" + known.targetBranch(), merge);
        MergeRequest merged = request(
                repository,
                number,
                known.title(),
                known.sourceBranch(),
                known.targetBranch(),
                known.head(),
                Optional.of(merge));
        requests.set(requests.indexOf(known), merged);
        changed();
        return merged;
    }

    @Override
    public void tag(String repository, String tag, String commit) {
        throw new UnsupportedOperationException();
    }
}
