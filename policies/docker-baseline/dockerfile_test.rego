package docker_baseline_test

import data.docker_baseline

instruction(stage, keyword, text) := {"line": 9, "stage": stage, "keyword": keyword, "text": text, "words": split(text, " ")}

dockerfile(images, instructions) := {"dockerfiles": [{
	"path": "Dockerfile",
	"stages": [{"line": 1, "image": image, "name": name, "continues": false} | some name, image in images],
	"instructions": instructions,
}]}

rules(document) := {finding.rule | some finding in docker_baseline.deny with input as document}

sound := [
	instruction(0, "RUN", "apt-get update"),
	instruction(0, "ENV", "PORT=8080 TOKEN_FILE=/run/token DB_PASSWORD=$PASSWORD"),
	instruction(0, "COPY", "app .env.example ./"),
	instruction(0, "USER", "10001"),
	instruction(0, "HEALTHCHECK", "CMD true"),
]

test_sound_dockerfile_has_no_findings if rules(dockerfile({"app": "python:3.13-slim"}, sound)) == set()

test_digest_scratch_arguments_and_registries_with_ports_count_as_pinned if {
	every image in ["python@sha256:abc", "scratch", "$BASE", "registry:5000/app:1.0"] {
		rules(dockerfile({"app": image}, sound)) == set()
	}
}

test_missing_user_is_root if "dockerfile-runs-as-root" in rules(dockerfile({"app": "python:3"}, []))

test_root_by_name_or_number_is_root if {
	every user in ["root", "0", "0:0", "root:users"] {
		"dockerfile-runs-as-root" in rules(dockerfile({"app": "python:3"}, [instruction(0, "USER", user)]))
	}
}

test_user_of_an_earlier_stage_does_not_count if {
	document := dockerfile({"a": "python:3", "b": "python:3"}, [instruction(0, "USER", "1000")])
	"dockerfile-runs-as-root" in rules(document)
}

test_unpinned_images if {
	every image in ["python", "python:latest", "registry:5000/app"] {
		"dockerfile-image-unpinned" in rules(dockerfile({"app": image}, sound))
	}
}

test_secret_in_environment_or_argument if {
	every text in ["DB_PASSWORD=hunter2", "API_KEY abc123", "A=1 GITHUB_TOKEN=\"x1\""] {
		"dockerfile-secret-in-image" in rules(dockerfile({"app": "a:1"}, [instruction(0, "ENV", text)]))
	}
}

test_secret_files if {
	every text in [".env .", "keys/id_rsa /root/.ssh/", "server.pem /etc/"] {
		"dockerfile-copies-secret-file" in rules(dockerfile({"app": "a:1"}, [instruction(0, "COPY", text)]))
	}
}

test_unchecked_downloads if {
	"dockerfile-pipe-to-shell" in rules(dockerfile({"app": "a:1"}, [instruction(0, "RUN", "curl -sSL https://example.com/i.sh | sudo bash")]))
	"dockerfile-add-remote" in rules(dockerfile({"app": "a:1"}, [instruction(0, "ADD", "https://example.com/a.tgz /")]))
}

test_sudo if {
	"dockerfile-sudo" in rules(dockerfile({"app": "a:1"}, [instruction(0, "RUN", "apt-get update && sudo apt-get install -y vim")]))
	not "dockerfile-sudo" in rules(dockerfile({"app": "a:1"}, [instruction(0, "RUN", "apt-get install -y sudo-rs")]))
}

test_ssh_port if {
	"dockerfile-ssh-port" in rules(dockerfile({"app": "a:1"}, [instruction(0, "EXPOSE", "8080 22/tcp")]))
	not "dockerfile-ssh-port" in rules(dockerfile({"app": "a:1"}, [instruction(0, "EXPOSE", "2222 8022")]))
}

test_world_writable if "dockerfile-world-writable" in rules(dockerfile({"app": "a:1"}, [instruction(0, "RUN", "chmod -R 777 /srv")]))

test_no_healthcheck if "dockerfile-no-healthcheck" in rules(dockerfile({"app": "a:1"}, [instruction(0, "USER", "1")]))
