package dev.agenticframework.localgit;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.host.LockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/// Bare repositories under one directory, `NAME.git` each, that any Git can clone, fetch from and push to.
///
/// Merge requests lie beside the objects as `agentic/merge-requests/NUMBER.json`. Every change is made under the
/// repository's writer lock, which also keeps other processes out, and is found again when it is asked for again.
public final class LocalGit implements SourceControl {

    /// The most comments that a merge request holds.
    public static final int MAX_COMMENTS = 1_000;

    private static final String SUFFIX = ".git";

    private final Path root;
    private final InstantSource clock;

    /// @param root where the repositories are; made when the first one is
    /// @param clock gives commits their times
    public LocalGit(Path root, InstantSource clock) {
        HermeticGit.install();
        this.root = root.toAbsolutePath().normalize();
        this.clock = clock;
    }

    @Override
    public Repository ensureRepository(String name, String description) {
        var folder = folder(name);
        Names.text("description", description);
        return guarded(() -> {
            Files.createDirectories(root);
            try (var _ = LockFile.take(root.resolve("." + name + ".lock"))) {
                if (!Files.exists(folder.resolve(Constants.HEAD))) {
                    BareRepository.create(folder, description, now());
                }
            }
            return described(name);
        });
    }

    @Override
    public Optional<Repository> repository(String name) {
        return Files.exists(folder(name).resolve(Constants.HEAD)) ? Optional.of(described(name)) : Optional.empty();
    }

    @Override
    public List<Repository> repositories() {
        return guarded(() -> {
            if (!Files.isDirectory(root)) {
                return List.of();
            }
            try (var folders = Files.list(root)) {
                return folders.map(f -> f.getFileName().toString())
                        .filter(f -> f.endsWith(SUFFIX) && !f.startsWith("."))
                        .map(f -> f.substring(0, f.length() - SUFFIX.length()))
                        .sorted()
                        .map(this::described)
                        .toList();
            }
        });
    }

    private Repository described(String name) {
        return new Repository(name, folder(name).toString(), BareRepository.DEFAULT_BRANCH);
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
        var reference = Names.branch(branch);
        Names.effect(effect);
        Names.text("message", message);
        return changing(repository, git -> {
            var commits = new Commits(git);
            var revisions = new Revisions(git, repository);
            var content = commits.writeTree(tree);
            var tip = Optional.ofNullable(git.exactRef(reference)).map(r -> r.getObjectId());
            if (tip.isPresent()) {
                var earlier = commits.findEffect(tip.get(), effect);
                if (earlier.isPresent() && earlier.get().getTree().equals(content)) {
                    return earlier.get().name();
                }
            }
            var parents = parents(commits, tip, revisions.require(base));
            if (parents.size() == 1 && commits.treeOf(parents.getFirst()).equals(content)) {
                return moved(git, reference, tip, parents.getFirst()).name();
            }
            var made = commits.write(content, parents, Commits.withEffect(message, effect), author, now());
            return moved(git, reference, tip, made).name();
        });
    }

    /// The branch's own tip, so that no commit on it is lost, and the base where that has gone on since.
    private static List<ObjectId> parents(Commits commits, Optional<ObjectId> tip, ObjectId base) throws IOException {
        if (tip.isEmpty() || commits.isAncestor(tip.get(), base)) {
            return List.of(base);
        }
        return commits.isAncestor(base, tip.get()) ? List.of(tip.get()) : List.of(tip.get(), base);
    }

    private static ObjectId moved(
            org.eclipse.jgit.lib.Repository git, String reference, Optional<ObjectId> tip, ObjectId to)
            throws IOException, InterruptedException {
        References.move(git, reference, tip.orElse(ObjectId.zeroId()), to);
        return to;
    }

    @Override
    public Optional<String> resolve(String repository, String revision) {
        return reading(
                repository, git -> new Revisions(git, repository).find(revision).map(ObjectId::name));
    }

    @Override
    public FileTree read(String repository, String revision) {
        return reading(repository, git -> {
            var revisions = new Revisions(git, repository);
            return revisions.read(revisions.require(revision));
        });
    }

    @Override
    public void export(String repository, String revision, Path directory) {
        reading(repository, git -> {
            var revisions = new Revisions(git, repository);
            var commit = revisions.require(revision);
            Files.createDirectories(directory);
            try (var present = Files.list(directory)) {
                if (present.findAny().isPresent()) {
                    throw new FailureException(Failure.conflict(
                            "EXPORT_DIRECTORY_NOT_EMPTY", "'" + directory + "' has files in it", "name an empty one"));
                }
            }
            revisions.export(commit, directory.toAbsolutePath().normalize());
            return true;
        });
    }

    @Override
    public MergeRequest openMergeRequest(
            String repository,
            String sourceBranch,
            String targetBranch,
            String title,
            String description,
            String author) {
        Names.branch(sourceBranch);
        Names.branch(targetBranch);
        Names.text("title", title);
        Names.text("description", description);
        return changing(repository, git -> {
            var revisions = new Revisions(git, repository);
            revisions.require(sourceBranch);
            revisions.require(targetBranch);
            var records = records(repository);
            var found = records.findBySource(sourceBranch);
            if (found.isPresent()) {
                return shown(repository, git, found.get());
            }
            var now = now();
            var entry = new MergeRequestRecords.Entry(
                    records.last() + 1,
                    title,
                    description,
                    author,
                    sourceBranch,
                    targetBranch,
                    MergeRequest.State.OPEN,
                    null,
                    null,
                    now,
                    now,
                    List.of());
            records.save(entry);
            return shown(repository, git, entry);
        });
    }

    @Override
    public Optional<MergeRequest> mergeRequest(String repository, int number) {
        return reading(repository, git -> {
            var entry = records(repository).find(number);
            return entry.isPresent() ? Optional.of(shown(repository, git, entry.get())) : Optional.empty();
        });
    }

    private static MergeRequest shown(
            String repository, org.eclipse.jgit.lib.Repository git, MergeRequestRecords.Entry entry)
            throws IOException {
        var head = entry.head() != null
                ? entry.head()
                : new Revisions(git, repository).require(entry.sourceBranch()).name();
        return new MergeRequest(
                repository,
                entry.number(),
                entry.title(),
                entry.description(),
                entry.sourceBranch(),
                entry.targetBranch(),
                head,
                entry.state(),
                Optional.ofNullable(entry.mergeCommit()),
                entry.comments());
    }

    @Override
    public void comment(String repository, int number, Comment comment) {
        Names.text("comment", comment.body());
        changing(repository, git -> {
            var records = records(repository);
            var entry = required(records, number);
            if (!entry.comments().contains(comment)) {
                records.save(entry.with(replaced(entry.comments(), comment), now()));
            }
            return true;
        });
    }

    private static List<Comment> replaced(List<Comment> comments, Comment comment) {
        var all = new ArrayList<>(comments);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).key().equals(comment.key())) {
                all.set(i, comment);
                return all;
            }
        }
        if (all.size() >= MAX_COMMENTS) {
            throw new FailureException(Failure.conflict(
                    "TOO_MANY_COMMENTS",
                    "the merge request has " + MAX_COMMENTS + " comments",
                    "open another merge request"));
        }
        all.add(comment);
        return all;
    }

    @Override
    public MergeRequest merge(String repository, int number, String reviewedHead, String author) {
        return changing(repository, git -> {
            var records = records(repository);
            var entry = required(records, number);
            return switch (entry.state()) {
                case MERGED -> shown(repository, git, entry);
                case CLOSED ->
                    throw new FailureException(Failure.conflict(
                            "MERGE_REQUEST_CLOSED", "merge request !" + number + " was closed", "open another one"));
                case OPEN -> {
                    var merged = merge(repository, git, entry, reviewedHead, author);
                    records.save(merged);
                    yield shown(repository, git, merged);
                }
            };
        });
    }

    private MergeRequestRecords.Entry merge(
            String repository,
            org.eclipse.jgit.lib.Repository git,
            MergeRequestRecords.Entry entry,
            String reviewedHead,
            String author)
            throws IOException, InterruptedException {
        var revisions = new Revisions(git, repository);
        var head = revisions.require(entry.sourceBranch());
        if (!head.name().equals(reviewedHead)) {
            throw new FailureException(Failure.conflict(
                    "MERGE_REQUEST_CHANGED",
                    "merge request !" + entry.number() + " is at " + head.name() + ", and " + reviewedHead
                            + " was reviewed",
                    "review it again"));
        }
        var target = revisions.require(entry.targetBranch());
        var merging = new Merging(git);
        var earlier = merging.find(target, entry.number(), head);
        if (earlier.isPresent()) {
            return entry.merged(head.name(), earlier.get().name(), now());
        }
        var commit = merging.merge(target, head, entry, author, now());
        References.move(git, Names.branch(entry.targetBranch()), target, commit);
        return entry.merged(head.name(), commit.name(), now());
    }

    @Override
    public void tag(String repository, String tag, String commit) {
        var reference = Names.tag(tag);
        changing(repository, git -> {
            var target = new Revisions(git, repository).require(commit);
            var present = git.exactRef(reference);
            if (present == null) {
                References.move(git, reference, ObjectId.zeroId(), target);
            } else if (!target.equals(present.getObjectId())) {
                throw new FailureException(Failure.conflict(
                        "TAG_EXISTS",
                        "the tag '" + tag + "' is on another commit already",
                        "choose another tag: one that was released does not move"));
            }
            return true;
        });
    }

    private static MergeRequestRecords.Entry required(MergeRequestRecords records, int number) throws IOException {
        return records.find(number)
                .orElseThrow(() -> new FailureException(Failure.notFound(
                        "MERGE_REQUEST_NOT_FOUND",
                        "there is no merge request !" + number,
                        "numbers are counted from 1 in each repository")));
    }

    private MergeRequestRecords records(String repository) {
        return new MergeRequestRecords(folder(repository));
    }

    private Path folder(String name) {
        return root.resolve(Names.repository(name) + SUFFIX);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private interface Work<T> {
        T run() throws IOException, InterruptedException;
    }

    private interface GitWork<T> {
        T run(org.eclipse.jgit.lib.Repository git) throws IOException, InterruptedException;
    }

    private <T> T changing(String repository, GitWork<T> work) {
        existing(repository);
        return guarded(() -> {
            try (var _ = LockFile.take(root.resolve("." + repository + ".lock"));
                    var git = BareRepository.open(folder(repository))) {
                return work.run(git);
            }
        });
    }

    private <T> T reading(String repository, GitWork<T> work) {
        existing(repository);
        return guarded(() -> {
            try (var git = BareRepository.open(folder(repository))) {
                return work.run(git);
            }
        });
    }

    private void existing(String repository) {
        if (repository(repository).isEmpty()) {
            throw new FailureException(Failure.notFound(
                    "REPOSITORY_NOT_FOUND", "there is no repository '" + repository + "'", "create it first"));
        }
    }

    private static <T> T guarded(Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new FailureException(
                    Failure.transientExternal(
                            "REPOSITORY_UNREADABLE",
                            "a repository cannot be read or written: " + e.getMessage(),
                            "check the disk's space and the directory's permissions"),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailureException(
                    Failure.transientExternal("REPOSITORY_BUSY", "interrupted while waiting", "try again"), e);
        }
    }
}
