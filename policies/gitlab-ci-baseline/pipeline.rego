# METADATA
# title: GitLab CI baseline
# description: Rules for GitLab CI pipelines.
package gitlab_ci_baseline

config := input.gitlab_ci.config

keywords := {
	"default", "include", "stages", "variables", "workflow", "spec", "image", "services", "before_script", "after_script", "cache",
}

jobs[name] := job if {
	some name, job in config
	is_object(job)
	not name in keywords
}

visible[name] := job if {
	some name, job in jobs
	not startswith(name, ".")
}

line(path) := input.gitlab_ci.lines[path]

line(path) := 1 if not input.gitlab_ci.lines[path]

found(rule, resource, path, message) := {
	"rule": rule,
	"resource": resource,
	"message": message,
	"file": input.gitlab_ci.path,
	"line": line(path),
}

# The commands of all jobs, as [job, path, command].
commands contains [name, path, command] if {
	some name, job in jobs
	some key in ["before_script", "script", "after_script"]
	command := texts(job[key])[_]
	path := sprintf("%s/%s", [name, key])
}

commands contains ["default", key, command] if {
	some key in ["before_script", "after_script"]
	command := texts(config[key])[_]
}

commands contains ["default", sprintf("default/%s", [key]), command] if {
	some key in ["before_script", "after_script"]
	command := texts(config["default"][key])[_]
}

texts(value) := [value] if is_string(value)

texts(value) := [text | some text in value; is_string(text)] if is_array(value)

# METADATA
# title: Images are pinned to a version
# custom:
#   id: ci-image-unpinned
#   severity: medium
#   remedy: Specify a version or a digest
deny contains finding if {
	some [path, image] in images
	unpinned(image)
	finding := found("ci-image-unpinned", image, path, sprintf("The image '%s' has no version, so runs are not reproducible", [image]))
}

images contains [sprintf("%s/image", [name]), image_name(job.image)] if some name, job in jobs

images contains ["image", image_name(config.image)]

images contains ["default/image", image_name(config["default"].image)]

images contains [sprintf("%s/services", [name]), image_name(service)] if {
	some name, job in jobs
	some service in job.services
}

image_name(image) := image if is_string(image)

image_name(image) := image.name if is_object(image)

unpinned(image) if {
	not contains(image, "$")
	not contains(image, "@sha256:")
	not contains(regex.replace(image, `^.*/`, ""), ":")
}

unpinned(image) if endswith(image, ":latest")

# METADATA
# title: Downloads are verified before they run
# custom:
#   id: ci-pipe-to-shell
#   severity: high
#   remedy: Download the file, verify its digest, then run it
#   standard: OWASP CI/CD Top 10
#   control: CICD-SEC-3
deny contains finding if {
	some [name, path, command] in commands
	regex.match(`\b(curl|wget)\b[^|;&]*\|\s*(sudo\s+)?([a-z/]*/)?(ba|z|da|k)?sh\b`, command)
	finding := found("ci-pipe-to-shell", name, path, sprintf("Job '%s' runs a downloaded script without verification", [name]))
}

# METADATA
# title: Jobs do not run text from authors of changes
# custom:
#   id: ci-script-injection
#   severity: high
#   remedy: Pass the variable as an argument in double quotes, and never through eval or sh -c
#   standard: OWASP CI/CD Top 10
#   control: CICD-SEC-4
deny contains finding if {
	some [name, path, command] in commands
	regex.match(`(\beval\b|\b(ba)?sh\s+-c\b).*\$\{?CI_(COMMIT_(MESSAGE|TITLE|DESCRIPTION|REF_NAME|BRANCH|TAG|AUTHOR)|MERGE_REQUEST_(TITLE|DESCRIPTION|SOURCE_BRANCH_NAME))`, command)
	finding := found("ci-script-injection", name, path, sprintf("Job '%s' runs text that the author of a commit controls", [name]))
}

# METADATA
# title: Included files cannot change unnoticed
# custom:
#   id: ci-remote-include
#   severity: high
#   remedy: Include a local file, a project at a tag, or a remote file with integrity
#   standard: OWASP CI/CD Top 10
#   control: CICD-SEC-3
deny contains finding if {
	some include in includes
	url := remote(include)
	finding := found("ci-remote-include", url, "include", sprintf("'%s' can change unnoticed", [url]))
}

includes contains config.include if not is_array(config.include)

includes contains include if {
	is_array(config.include)
	some include in config.include
}

remote(include) := include if {
	is_string(include)
	regex.match(`^https?://`, include)
}

remote(include) := include.remote if {
	is_object(include)
	not include.integrity
}

# METADATA
# title: TLS certificates are verified
# custom:
#   id: ci-tls-disabled
#   severity: high
#   remedy: Add the certificate of the authority instead of disabling verification
deny contains finding if {
	some [path, name, value] in variables
	disables_tls(name, lower(sprintf("%v", [value])))
	finding := found("ci-tls-disabled", name, path, sprintf("The variable %s disables the verification of certificates", [name]))
}

deny contains finding if {
	some [name, path, command] in commands
	regex.match(`(\bcurl\b.*\s(-k|--insecure)\b|\bwget\b.*--no-check-certificate|http\.sslVerify[= ]+false|strict-ssl[= ]+false|--trusted-host\b)`, command)
	finding := found("ci-tls-disabled", name, path, sprintf("Job '%s' disables the verification of certificates", [name]))
}

disables_tls("GIT_SSL_NO_VERIFY", value) if value in {"true", "1"}

disables_tls("NODE_TLS_REJECT_UNAUTHORIZED", value) if value == "0"

disables_tls("DOCKER_TLS_CERTDIR", value) if value == ""

disables_tls("GOINSECURE", value) if value != ""

disables_tls("PYTHONHTTPSVERIFY", value) if value == "0"

variables contains [sprintf("variables/%s", [name]), name, value] if some name, value in config.variables

variables contains [sprintf("%s/variables/%s", [job_name, name]), name, value] if {
	some job_name, job in jobs
	some name, value in job.variables
}

# METADATA
# title: The pipeline runs tests
# custom:
#   id: ci-no-tests
#   severity: medium
#   remedy: Add a job that runs the tests, and name it test or put it in the stage test
deny contains finding if {
	is_object(config)
	count(includes_of_jobs) == 0
	count(tests) == 0
	finding := found("ci-no-tests", input.gitlab_ci.path, "stages", "No job of the pipeline runs tests")
}

default includes_of_jobs := []

includes_of_jobs := [include | some include in includes]

tests contains name if {
	some name, job in visible
	is_test(name, job)
}

is_test(name, _) if regex.match(`(?i)(^|[^a-z])tests?([^a-z]|$)`, name)

is_test(_, job) if object.get(job, "stage", "test") == "test"

# METADATA
# title: Failing tests fail the pipeline
# custom:
#   id: ci-tests-may-fail
#   severity: medium
#   remedy: Remove allow_failure, and fix or remove the failing tests
deny contains finding if {
	some name in tests
	visible[name].allow_failure == true
	finding := found("ci-tests-may-fail", name, sprintf("%s/allow_failure", [name]), sprintf("Job '%s' runs tests, but its failures do not fail the pipeline", [name]))
}

# METADATA
# title: Artifacts expire
# custom:
#   id: ci-artifacts-expire
#   severity: low
#   remedy: Add artifacts:expire_in, such as 1 week
deny contains finding if {
	some name, job in jobs
	count(object.get(job, ["artifacts", "paths"], [])) > 0
	not job.artifacts.expire_in
	finding := found("ci-artifacts-expire", name, sprintf("%s/artifacts", [name]), sprintf("The artifacts of job '%s' have no expire_in", [name]))
}
