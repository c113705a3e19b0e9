package dev.agenticframework.localpipelines;

import dev.agenticframework.agentapi.Pipelines.Request;
import dev.agenticframework.agentapi.SourceControl.Commit;
import dev.agenticframework.agentapi.SourceControl.MergeRequest;
import dev.agenticframework.agentapi.SourceControl.Repository;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The variables that GitLab defines, as far as they have a meaning on this machine.
final class Predefined {

    /// The variables that GitLab gives a value for, and this machine does not: it has no server of GitLab. A rule
    /// about one cannot be decided here.
    static final Set<String> UNKNOWN = Set.of(
            "CI_API_GRAPHQL_URL",
            "CI_API_V4_URL",
            "CI_DEPENDENCY_PROXY_DIRECT_GROUP_IMAGE_PREFIX",
            "CI_DEPENDENCY_PROXY_GROUP_IMAGE_PREFIX",
            "CI_DEPENDENCY_PROXY_PASSWORD",
            "CI_DEPENDENCY_PROXY_SERVER",
            "CI_DEPENDENCY_PROXY_USER",
            "CI_KUBERNETES_ACTIVE",
            "CI_PAGES_DOMAIN",
            "CI_PAGES_URL",
            "CI_PIPELINE_URL",
            "CI_PROJECT_REPOSITORY_LANGUAGES",
            "CI_REGISTRY",
            "CI_REGISTRY_IMAGE",
            "CI_REGISTRY_PASSWORD",
            "CI_REGISTRY_USER",
            "CI_RUNNER_REVISION",
            "CI_RUNNER_VERSION",
            "CI_SERVER_FQDN",
            "CI_SERVER_HOST",
            "CI_SERVER_PORT",
            "CI_SERVER_PROTOCOL",
            "CI_SERVER_REVISION",
            "CI_SERVER_URL",
            "CI_SERVER_VERSION",
            "CI_SERVER_VERSION_MAJOR",
            "CI_SERVER_VERSION_MINOR",
            "CI_SERVER_VERSION_PATCH",
            "CI_TEMPLATE_REGISTRY_HOST");

    private static final String NO_COMMIT = "0".repeat(40);

    private static final int SLUG_CHARS = 63;
    private static final int SHORT_SHA_CHARS = 8;

    private Predefined() {}

    static Map<String, String> ofPipeline(
            Request request,
            Repository repository,
            Commit commit,
            Trigger.Source source,
            Optional<MergeRequest> mergeRequest,
            String id,
            Instant now) {
        var all = new LinkedHashMap<String, String>();
        all.put("CI", "true");
        all.put("GITLAB_CI", "true");
        all.put("AGENTIC_CI", "true");
        all.put("CI_SERVER", "yes");
        all.put("CI_SERVER_NAME", "Agentic Framework");
        all.put("CI_SHARED_ENVIRONMENT", "true");
        all.put("GITLAB_FEATURES", "");
        all.put("CI_CONFIG_PATH", ConfigReader.PATH);
        all.put("CI_PIPELINE_ID", id);
        all.put("CI_PIPELINE_IID", id);
        all.put("CI_PIPELINE_SOURCE", source.name().toLowerCase(Locale.ROOT));
        all.put("CI_PIPELINE_CREATED_AT", now.toString());
        String path = path(repository.id());
        all.put("CI_PROJECT_NAME", path.substring(path.lastIndexOf('/') + 1));
        all.put("CI_PROJECT_TITLE", path.substring(path.lastIndexOf('/') + 1));
        all.put("CI_PROJECT_ID", Integer.toString(Math.max(1, path.hashCode() & Integer.MAX_VALUE)));
        all.put("CI_PROJECT_URL", repository.url());
        all.put("CI_PROJECT_VISIBILITY", "private");
        all.put("CI_PROJECT_NAMESPACE", path.substring(0, path.lastIndexOf('/')));
        all.put("CI_PROJECT_NAMESPACE_SLUG", slug(path.substring(0, path.lastIndexOf('/'))));
        all.put("CI_PROJECT_ROOT_NAMESPACE", path.substring(0, path.indexOf('/')));
        all.put("CI_PROJECT_PATH", path);
        all.put("CI_PROJECT_PATH_SLUG", slug(path));
        all.put("CI_DEFAULT_BRANCH", repository.defaultBranch());
        all.put("CI_REPOSITORY_URL", repository.url());
        all.put("CI_COMMIT_SHA", request.revision().commit());
        all.put(
                "CI_COMMIT_SHORT_SHA",
                request.revision()
                        .commit()
                        .substring(
                                0,
                                Math.min(
                                        SHORT_SHA_CHARS,
                                        request.revision().commit().length())));
        ofCommit(commit, all);
        all.put(
                "CI_COMMIT_BEFORE_SHA",
                source == Trigger.Source.MERGE_REQUEST_EVENT || commit.parents().isEmpty()
                        ? NO_COMMIT
                        : commit.parents().getFirst());
        all.put("CI_COMMIT_REF_NAME", request.branch());
        all.put("CI_COMMIT_REF_SLUG", slug(request.branch()));
        all.put("CI_COMMIT_REF_PROTECTED", "" + request.branch().equals(repository.defaultBranch()));
        if (source == Trigger.Source.MERGE_REQUEST_EVENT) {
            mergeRequest.ifPresent(mr -> ofMergeRequest(mr, all));
        } else {
            all.put("CI_COMMIT_BRANCH", request.branch());
            mergeRequest.ifPresent(mr -> all.put("CI_OPEN_MERGE_REQUESTS", path + "!" + mr.number()));
        }
        return all;
    }

    private static void ofCommit(Commit commit, Map<String, String> all) {
        var message = commit.message();
        int line = message.indexOf('\n');
        all.put("CI_COMMIT_MESSAGE", message);
        all.put("CI_COMMIT_TITLE", line < 0 ? message : message.substring(0, line));
        all.put(
                "CI_COMMIT_DESCRIPTION",
                line < 0 ? "" : message.substring(line + 1).strip());
        all.put("CI_COMMIT_AUTHOR", commit.author() + " <" + commit.address() + ">");
        all.put("CI_COMMIT_TIMESTAMP", commit.at().toString());
        all.put("GITLAB_USER_NAME", commit.author());
        all.put("GITLAB_USER_LOGIN", slug(commit.author()));
        all.put("GITLAB_USER_EMAIL", commit.address());
    }

    /// Projects have a namespace. A repository without a group is in `local`.
    private static String path(String repository) {
        return repository.contains("/") ? repository : "local/" + repository;
    }

    private static void ofMergeRequest(MergeRequest mergeRequest, Map<String, String> all) {
        all.put("CI_MERGE_REQUEST_IID", "" + mergeRequest.number());
        all.put("CI_MERGE_REQUEST_ID", "" + mergeRequest.number());
        all.put("CI_MERGE_REQUEST_TITLE", mergeRequest.title());
        all.put("CI_MERGE_REQUEST_DESCRIPTION", mergeRequest.description());
        all.put(
                "CI_MERGE_REQUEST_DRAFT",
                Boolean.toString(mergeRequest.title().toLowerCase(Locale.ROOT).startsWith("draft:")));
        all.put("CI_MERGE_REQUEST_EVENT_TYPE", "detached");
        all.put("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", mergeRequest.sourceBranch());
        all.put("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", mergeRequest.head());
        all.put("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", mergeRequest.targetBranch());
        all.put("CI_MERGE_REQUEST_PROJECT_PATH", path(mergeRequest.repository()));
        all.put("CI_MERGE_REQUEST_PROJECT_ID", all.get("CI_PROJECT_ID"));
        all.put("CI_MERGE_REQUEST_PROJECT_URL", all.get("CI_PROJECT_URL"));
        all.put("CI_MERGE_REQUEST_SOURCE_PROJECT_ID", all.get("CI_PROJECT_ID"));
        all.put("CI_MERGE_REQUEST_SOURCE_PROJECT_PATH", path(mergeRequest.repository()));
        all.put("CI_MERGE_REQUEST_SOURCE_PROJECT_URL", all.get("CI_PROJECT_URL"));
        all.put("CI_MERGE_REQUEST_REF_PATH", "refs/merge-requests/" + mergeRequest.number() + "/head");
    }

    /// The variables that are known only when a job starts.
    static Map<String, String> ofJob(String name, String id, String builds, String project, Instant now) {
        return Map.of(
                "CI_JOB_ID",
                id,
                "CI_JOB_NAME_SLUG",
                slug(name),
                "CI_JOB_STARTED_AT",
                now.toString(),
                "CI_BUILDS_DIR",
                builds,
                "CI_PROJECT_DIR",
                project,
                "CI_RUNNER_DESCRIPTION",
                "this machine",
                "CI_RUNNER_TAGS",
                "[]");
    }

    static String slug(String text) {
        var slug = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-");
        return (slug.length() > SLUG_CHARS ? slug.substring(0, SLUG_CHARS) : slug).replaceAll("^-+|-+$", "");
    }
}
