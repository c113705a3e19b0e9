package dev.agenticframework.localgit;

import dev.agenticframework.agentapi.Comparison;
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
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/// Bare repositories under one directory, `ID.git` each, that any Git can clone, fetch from and push to.
///
/// Merge requests are stored beside the objects as `agentic/merge-requests/NUMBER.json`. Every change is made under the
/// repository's writer lock, which also excludes other processes. A repeated change is found and not made again.
public final class LocalGit implements SourceControl {

    /// The most comments that a merge request holds.
    public static final int MAX_COMMENTS = 1_000;

    private static final String SUFFIX = ".git";

    private final Path root;
    private final String group;
    private final InstantSource clock;

    /// Repositories without a group.
    ///
    /// @param root where the repositories are; created with the first one
    /// @param clock gives commits their times
    public LocalGit(Path root, InstantSource clock) {
        this(root, "", clock);
    }

    /// @param group the group of all repositories, such as `platform`; empty for none
    /// @throws FailureException `REPOSITORY_NAME_INVALID`
    public LocalGit(Path root, String group, InstantSource clock) {
        HermeticGit.install();
        this.root = root.toAbsolutePath().normalize();
        this.group = group.isEmpty() ? "" : Names.group(group) + "/";
        this.clock = clock;
    }

    @Override
    public Repository ensureRepository(String service, String description) {
        var id = group + Names.repository(service);
        var folder = folder(id);
        Names.text("description", description);
        return guarded(() -> {
            Files.createDirectories(folder.resolveSibling("."));
            try (var _ = LockFile.take(lock(id))) {
                if (!Files.exists(folder.resolve(Constants.HEAD))) {
                    BareRepository.create(folder, description, now());
                }
            }
            return described(id);
        });
    }

    @Override
    public Optional<Repository> ofService(String service) {
        return repository(group + Names.repository(service));
    }

    @Override
    public Optional<Repository> repository(String id) {
        return isOurs(id) && Files.exists(folder(id).resolve(Constants.HEAD))
                ? Optional.of(described(id))
                : Optional.empty();
    }

    @Override
    public List<Repository> repositories() {
        return guarded(() -> {
            Path folder = root.resolve(group);
            if (!Files.isDirectory(folder)) {
                return List.of();
            }
            try (var folders = Files.list(folder)) {
                return folders.map(f -> f.getFileName().toString())
                        .filter(f -> f.endsWith(SUFFIX) && !f.startsWith("."))
                        .map(f -> group + f.substring(0, f.length() - SUFFIX.length()))
                        .sorted()
                        .map(this::described)
                        .toList();
            }
        });
    }

    private Repository described(String id) {
        return new Repository(id, id.substring(group.length()), folder(id).toString(), BareRepository.DEFAULT_BRANCH);
    }

    private boolean isOurs(String id) {
        return id.startsWith(group) && Names.isRepository(id.substring(group.length()));
    }

    @Override
    public String commit(
            String repository,
            String branch,
            String base,
            Change change,
            String message,
            String behalf,
            String effect) {
        var reference = Names.branch(branch);
        Names.effect(effect);
        Names.text("message", message);
        return changing(repository, git -> {
            var commits = new Commits(git);
            var revisions = new Revisions(git, repository);
            var tip = Optional.ofNullable(git.exactRef(reference)).map(r -> r.getObjectId());
            var content = commits.writeTree(change.appliedTo(before(change, revisions, tip, base)));
            if (tip.isPresent()) {
                var earlier = commits.findEffect(tip.get(), effect);
                boolean made = change instanceof Change.Patch
                        || earlier.filter(one -> one.getTree().equals(content)).isPresent();
                if (earlier.isPresent() && made) {
                    return earlier.get().name();
                }
            }
            var parents = parents(commits, tip, revisions.require(base));
            if (parents.size() == 1 && commits.treeOf(parents.getFirst()).equals(content)) {
                return moved(git, reference, tip, parents.getFirst()).name();
            }
            var fresh = commits.write(content, parents, Commits.withEffect(message, effect), behalf, now());
            return moved(git, reference, tip, fresh).name();
        });
    }

    /// The content that a change starts from. A change of the whole content does not need it.
    private static FileTree before(Change change, Revisions revisions, Optional<ObjectId> tip, String base)
            throws IOException {
        return switch (change) {
            case Change.Whole _ -> FileTree.of(Map.of());
            case Change.Patch _ -> revisions.read(tip.isPresent() ? tip.get() : revisions.require(base));
        };
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
    public Commit describe(String repository, String revision) {
        return reading(repository, git -> {
            var revisions = new Revisions(git, repository);
            return revisions.describe(revisions.require(revision));
        });
    }

    @Override
    public Comparison compare(String repository, String from, String to) {
        return reading(repository, git -> {
            var revisions = new Revisions(git, repository);
            return new Comparing(git).compare(revisions.require(from), revisions.require(to));
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
                            "EXPORT_DIRECTORY_NOT_EMPTY",
                            "The directory '" + directory + "' is not empty.",
                            "Name an empty directory."));
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
            String behalf) {
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
                    behalf,
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
                Optional.empty(),
                entry.title(),
                entry.description(),
                entry.sourceBranch(),
                entry.targetBranch(),
                head,
                entry.state(),
                Optional.ofNullable(entry.mergeCommit()),
                entry.comments().stream().map(MergeRequestRecords.Remark::shown).toList());
    }

    @Override
    public void review(String repository, int number, Review review) {
        Names.text("review", review.summary());
        review.remarks().forEach(remark -> Names.text("remark", remark.body()));
        changing(repository, git -> {
            var records = records(repository);
            var entry = required(records, number);
            var comments = replaced(entry.comments(), review);
            if (!entry.comments().equals(comments)) {
                records.save(entry.with(comments, now()));
            }
            return true;
        });
    }

    private static List<MergeRequestRecords.Remark> replaced(List<MergeRequestRecords.Remark> comments, Review review) {
        var all = new ArrayList<>(comments);
        all.removeIf(comment -> comment.key().equals(review.reviewer()));
        all.add(new MergeRequestRecords.Remark(review.reviewer(), review.summary(), null));
        review.remarks()
                .forEach(remark ->
                        all.add(new MergeRequestRecords.Remark(review.reviewer(), remark.body(), remark.position())));
        if (all.size() > MAX_COMMENTS) {
            throw new FailureException(Failure.conflict(
                    "TOO_MANY_COMMENTS",
                    "The merge request would have more than " + MAX_COMMENTS + " comments.",
                    "Open another merge request."));
        }
        return all;
    }

    @Override
    public MergeRequest merge(String repository, int number, String reviewedHead, String behalf) {
        return changing(repository, git -> {
            var records = records(repository);
            var entry = required(records, number);
            return switch (entry.state()) {
                case MERGED -> shown(repository, git, entry);
                case CLOSED ->
                    throw new FailureException(Failure.conflict(
                            "MERGE_REQUEST_CLOSED",
                            "Merge request !" + number + " is closed.",
                            "Open another merge request."));
                case OPEN -> {
                    var merged = merge(repository, git, entry, reviewedHead, behalf);
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
                    "Merge request !" + entry.number() + " is at " + head.name() + ", but " + reviewedHead
                            + " was reviewed.",
                    "Review the merge request again."));
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
                        "The tag '" + tag + "' is on another commit.",
                        "Choose another tag: the tag of a release does not move."));
            }
            return true;
        });
    }

    private static MergeRequestRecords.Entry required(MergeRequestRecords records, int number) throws IOException {
        return records.find(number)
                .orElseThrow(() -> new FailureException(Failure.notFound(
                        "MERGE_REQUEST_NOT_FOUND",
                        "The repository has no merge request !" + number + ".",
                        "Check the number: each repository counts its merge requests from 1.")));
    }

    private MergeRequestRecords records(String repository) {
        return new MergeRequestRecords(folder(repository));
    }

    private Path lock(String id) {
        return folder(id).resolveSibling("." + id.substring(group.length()) + ".lock");
    }

    /// @throws FailureException `REPOSITORY_NAME_INVALID` when the id is not one of this group
    private Path folder(String id) {
        if (!id.startsWith(group)) {
            throw Names.notARepository(id);
        }
        return root.resolve(group + Names.repository(id.substring(group.length())) + SUFFIX);
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
            try (var _ = LockFile.take(lock(repository));
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
                    "REPOSITORY_NOT_FOUND",
                    "No repository has the id '" + repository + "'.",
                    "Create the service first, or check the id."));
        }
    }

    private static <T> T guarded(Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new FailureException(
                    Failure.transientExternal(
                            "REPOSITORY_UNREADABLE",
                            "Cannot read or write the repository: " + e.getMessage() + ".",
                            "Check the free space and the permissions of the directory."),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailureException(
                    Failure.transientExternal(
                            "REPOSITORY_BUSY", "The wait for the repository was interrupted.", "Retry."),
                    e);
        }
    }
}
