package gitlab_ci_baseline_test

import data.gitlab_ci_baseline

pipeline(config) := {"gitlab_ci": {"path": ".gitlab-ci.yml", "config": config, "lines": {"build": 4, "build/script": 5, "include": 2}}}

rules(config) := {finding.rule | some finding in gitlab_ci_baseline.deny with input as pipeline(config)}

sound := {
	"image": "python:3.13",
	"test": {"script": ["pytest"], "services": ["postgres:17"], "artifacts": {"paths": ["x"], "expire_in": "1 week"}},
	"build": {"stage": "build", "image": {"name": "registry:5000/builder:1"}, "script": ["make \"$CI_COMMIT_TITLE\""]},
}

test_sound_pipeline_has_no_findings if rules(sound) == set()

test_no_pipeline_has_no_findings if {
	got := gitlab_ci_baseline.deny with input as {"gitlab_ci": null}
	count(got) == 0
}

test_unpinned_images if {
	every patch in [{"image": "python"}, {"default": {"image": "python:latest"}}, {"build": {"image": "x"}}, {"build": {"services": ["redis"]}}] {
		"ci-image-unpinned" in rules(object.union(sound, patch))
	}
}

test_pipe_to_shell if "ci-pipe-to-shell" in rules(object.union(sound, {"build": {"script": "curl https://example.com/x | sh"}}))

test_script_injection if {
	"ci-script-injection" in rules(object.union(sound, {"before_script": ["eval echo ${CI_MERGE_REQUEST_TITLE}"]}))
	"ci-script-injection" in rules(object.union(sound, {"build": {"script": ["bash -c \"echo $CI_COMMIT_REF_NAME\""]}}))
}

test_remote_include if {
	every include in ["https://example.com/ci.yml", [{"remote": "https://example.com/ci.yml"}], {"remote": "https://example.com/x"}] {
		"ci-remote-include" in rules(object.union(sound, {"include": include}))
	}
	not "ci-remote-include" in rules(object.union(sound, {"include": [{"local": "a.yml"}, {"remote": "https://example.com/x", "integrity": "sha256-x"}]}))
}

test_tls if {
	"ci-tls-disabled" in rules(object.union(sound, {"variables": {"GIT_SSL_NO_VERIFY": true}}))
	"ci-tls-disabled" in rules(object.union(sound, {"build": {"script": ["curl -k https://example.com"]}}))
}

test_no_tests if {
	"ci-no-tests" in rules({"build": {"stage": "build", "script": ["make"]}})
	not "ci-no-tests" in rules({"unit-test": {"stage": "check", "script": ["make"]}})
}

test_tests_may_fail if "ci-tests-may-fail" in rules(object.union(sound, {"test": {"allow_failure": true}}))

test_artifacts_expire if "ci-artifacts-expire" in rules(object.union(sound, {"build": {"artifacts": {"paths": ["x"]}}}))

test_line_is_that_of_the_keyword if {
	some finding in gitlab_ci_baseline.deny with input as pipeline(object.union(sound, {"build": {"script": "curl https://example.com/x | sh"}}))
	finding.line == 5
}
