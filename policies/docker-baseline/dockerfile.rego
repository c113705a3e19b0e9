# METADATA
# title: Docker baseline
# description: Rules for Dockerfiles.
package docker_baseline

# METADATA
# title: The container does not run as root
# custom:
#   id: dockerfile-runs-as-root
#   severity: high
#   remedy: Add a USER other than root to the last stage, preferably by number, such as USER 10001
#   standard: CIS Docker Benchmark 1.7
#   control: "4.1"
deny contains finding if {
	some file in input.dockerfiles
	count(file.stages) > 0
	last := count(file.stages) - 1
	users := [i | some i in file.instructions; i.keyword == "USER"; i.stage == last]
	runs_as_root(users)
	finding := {
		"rule": "dockerfile-runs-as-root",
		"resource": file.stages[last].image,
		"message": sprintf("The image of %s runs as root", [file.path]),
		"file": file.path,
		"line": line_of_user(users, file.stages[last].line),
	}
}

runs_as_root(users) if count(users) == 0

runs_as_root(users) if {
	user := users[count(users) - 1]
	split(user.text, ":")[0] in {"root", "0"}
}

line_of_user(users, otherwise) := otherwise if count(users) == 0

line_of_user(users, _) := users[count(users) - 1].line if count(users) > 0

# METADATA
# title: Base images are pinned to a version
# custom:
#   id: dockerfile-image-unpinned
#   severity: medium
#   remedy: Specify a version, such as python:3.13-slim, or a digest
#   standard: CIS Docker Benchmark 1.7
#   control: "4.2"
deny contains finding if {
	some file in input.dockerfiles
	some stage in file.stages
	not stage.continues
	not stage.image == "scratch"
	not contains(stage.image, "$")
	unpinned(stage.image)
	finding := {
		"rule": "dockerfile-image-unpinned",
		"resource": stage.image,
		"message": sprintf("The base image '%s' has no version, so builds are not reproducible", [stage.image]),
		"file": file.path,
		"line": stage.line,
	}
}

unpinned(image) if {
	not contains(image, "@sha256:")
	name := regex.replace(image, `^.*/`, "")
	not contains(name, ":")
}

unpinned(image) if endswith(image, ":latest")

# METADATA
# title: The image contains no secrets
# custom:
#   id: dockerfile-secret-in-image
#   severity: critical
#   remedy: Provide the secret at run time, or to a build step with RUN --mount=type=secret
#   standard: CIS Docker Benchmark 1.7
#   control: "4.10"
deny contains finding if {
	some file in input.dockerfiles
	some instruction in file.instructions
	instruction.keyword in {"ENV", "ARG"}
	some name in secret_names(instruction.text)
	finding := {
		"rule": "dockerfile-secret-in-image",
		"resource": name,
		"message": sprintf("%s %s stores a secret in the layers of the image, where everyone with the image can read it", [instruction.keyword, name]),
		"file": file.path,
		"line": instruction.line,
	}
}

secret_names(text) := {match[1] |
	some match in regex.find_all_string_submatch_n(`(?i)\b([A-Z0-9_]*(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_KEY|ACCESS_KEY)[A-Z0-9_]*)[= ]+["']?([^\s"']+)`, text, -1)
	not startswith(match[2], "$")
	not endswith(upper(match[1]), "_FILE")
	not endswith(upper(match[1]), "_URL")
	not endswith(upper(match[1]), "_PATH")
}

# METADATA
# title: No secret files are copied into the image
# custom:
#   id: dockerfile-copies-secret-file
#   severity: high
#   remedy: Do not copy the file, and add it to .dockerignore
deny contains finding if {
	some file in input.dockerfiles
	some instruction in file.instructions
	instruction.keyword in {"COPY", "ADD"}
	some word in array.slice(instruction.words, 0, count(instruction.words) - 1)
	regex.match(`(^|/)(\.env(\..+)?|id_(rsa|dsa|ecdsa|ed25519)|\.netrc|\.pypirc|.*\.(pem|p12|pfx|jks))$`, word)
	not regex.match(`\.env\.(example|sample|template)$`, word)
	finding := {
		"rule": "dockerfile-copies-secret-file",
		"resource": word,
		"message": sprintf("'%s' is copied into the image, and such files contain secrets", [word]),
		"file": file.path,
		"line": instruction.line,
	}
}

# METADATA
# title: Downloads are verified before they run
# custom:
#   id: dockerfile-pipe-to-shell
#   severity: high
#   remedy: Download the file, verify its digest, then run it
deny contains finding if {
	some file in input.dockerfiles
	some instruction in file.instructions
	instruction.keyword == "RUN"
	regex.match(`\b(curl|wget)\b[^|;&]*\|\s*(sudo\s+)?([a-z/]*/)?(ba|z|da|k)?sh\b`, instruction.text)
	finding := {
		"rule": "dockerfile-pipe-to-shell",
		"resource": "RUN",
		"message": "A downloaded script runs without verification",
		"file": file.path,
		"line": instruction.line,
	}
}

# METADATA
# title: The image does not use sudo
# custom:
#   id: dockerfile-sudo
#   severity: medium
#   remedy: Move the step before the USER instruction, and do not install sudo
deny contains finding if {
	some file in input.dockerfiles
	some instruction in file.instructions
	instruction.keyword == "RUN"
	regex.match(`(^|[;&|(]\s*)sudo\s`, instruction.text)
	finding := {
		"rule": "dockerfile-sudo",
		"resource": "RUN",
		"message": "The image uses sudo, which lets its user become root",
		"file": file.path,
		"line": instruction.line,
	}
}

# METADATA
# title: The image runs no SSH server
# custom:
#   id: dockerfile-ssh-port
#   severity: medium
#   remedy: Remove the SSH server, and use the tools of the platform to examine a container
#   standard: CIS Docker Benchmark 1.7
#   control: "5.7"
deny contains finding if {
	some file in input.dockerfiles
	some instruction in file.instructions
	instruction.keyword == "EXPOSE"
	regex.match(`(^|\s)22(/tcp)?(\s|$)`, instruction.text)
	finding := {
		"rule": "dockerfile-ssh-port",
		"resource": "EXPOSE",
		"message": "The image exposes port 22 (SSH)",
		"file": file.path,
		"line": instruction.line,
	}
}

# METADATA
# title: ADD does not download unverified files
# custom:
#   id: dockerfile-add-remote
#   severity: medium
#   remedy: Use ADD --checksum, or download the file with RUN and verify its digest
#   standard: CIS Docker Benchmark 1.7
#   control: "4.9"
deny contains finding if {
	some file in input.dockerfiles
	some instruction in file.instructions
	instruction.keyword == "ADD"
	regex.match(`(^|\s)https?://`, instruction.text)
	not contains(instruction.text, "--checksum=")
	finding := {
		"rule": "dockerfile-add-remote",
		"resource": "ADD",
		"message": "ADD downloads a file without verifying its digest",
		"file": file.path,
		"line": instruction.line,
	}
}

# METADATA
# title: Files are not writable by everyone
# custom:
#   id: dockerfile-world-writable
#   severity: medium
#   remedy: Make the user of the image the owner of the files, with COPY --chown or chown
deny contains finding if {
	some file in input.dockerfiles
	some instruction in file.instructions
	instruction.keyword in {"RUN", "COPY", "ADD"}
	regex.match(`(chmod\s+(-[a-zA-Z]+\s+)*0?777\b|--chmod=0?777\b)`, instruction.text)
	finding := {
		"rule": "dockerfile-world-writable",
		"resource": instruction.keyword,
		"message": "The files are writable by everyone (777)",
		"file": file.path,
		"line": instruction.line,
	}
}

# METADATA
# title: The image has a health check
# custom:
#   id: dockerfile-no-healthcheck
#   severity: low
#   remedy: Add a HEALTHCHECK that sends a request to the service
#   standard: CIS Docker Benchmark 1.7
#   control: "4.6"
deny contains finding if {
	some file in input.dockerfiles
	count(file.stages) > 0
	checks := [i | some i in file.instructions; i.keyword == "HEALTHCHECK"; i.stage == count(file.stages) - 1]
	count(checks) == 0
	finding := {
		"rule": "dockerfile-no-healthcheck",
		"resource": file.path,
		"message": sprintf("%s has no HEALTHCHECK", [file.path]),
		"file": file.path,
		"line": file.stages[count(file.stages) - 1].line,
	}
}
