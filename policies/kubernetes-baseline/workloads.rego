# METADATA
# title: Kubernetes baseline
# description: >-
#   The Pod Security Standard "restricted", and rules for reliable workloads. Configuration:
#   data.kubernetes_baseline_config.
package kubernetes_baseline

pods contains pod if {
	some document in input.kubernetes
	some where, kinds in {
		"spec": {"Pod"},
		"spec/template/spec": {"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job"},
		"spec/jobTemplate/spec/template/spec": {"CronJob"},
	}
	document.object.kind in kinds
	spec := object.get(document.object, split(where, "/"), null)
	is_object(spec)
	pod := {"document": document, "where": where, "spec": spec, "name": name(document)}
}

name(document) := sprintf("%s '%s'", [document.object.kind, object.get(document.object, ["metadata", "name"], "?")])

containers contains item if {
	some pod in pods
	some list in ["containers", "initContainers"]
	some i, container in object.get(pod.spec, list, [])
	item := {"pod": pod, "container": container, "where": sprintf("%s/%s/%d", [pod.where, list, i]), "list": list}
}

# The line of a path, or of its nearest parent that has a line.
line(document, path) := max([number |
	parts := split(path, "/")
	some end in numbers.range(1, count(parts))
	number := document.lines[concat("/", array.slice(parts, 0, end))]
]) if {
	document.lines[split(path, "/")[0]]
} else := document.line

found_in_pod(rule, pod, path, message) := {
	"rule": rule,
	"resource": pod.name,
	"message": sprintf("%s: %s", [pod.name, message]),
	"file": pod.document.path,
	"line": line(pod.document, sprintf("%s/%s", [pod.where, path])),
}

found_in_container(rule, item, path, message) := {
	"rule": rule,
	"resource": sprintf("%s/%s", [item.pod.name, object.get(item.container, "name", "?")]),
	"message": sprintf("%s, container '%s': %s", [item.pod.name, object.get(item.container, "name", "?"), message]),
	"file": item.pod.document.path,
	"line": line(item.pod.document, sprintf("%s/%s", [item.where, path])),
}

setting(item, key) := object.get(item.container, ["securityContext", key], object.get(item.pod.spec, ["securityContext", key], null))

# METADATA
# title: No container is privileged
# custom:
#   id: k8s-privileged-container
#   severity: critical
#   remedy: Remove securityContext.privileged
#   standard: Kubernetes Pod Security Standards
#   control: baseline/privileged
deny contains finding if {
	some item in containers
	object.get(item.container, ["securityContext", "privileged"], false) == true
	finding := found_in_container("k8s-privileged-container", item, "securityContext/privileged", "is privileged, which equals root on the node")
}

# METADATA
# title: Pods do not use the namespaces of the node
# custom:
#   id: k8s-host-namespace
#   severity: high
#   remedy: Remove hostNetwork, hostPID and hostIPC
#   standard: Kubernetes Pod Security Standards
#   control: baseline/host-namespaces
deny contains finding if {
	some pod in pods
	some key in ["hostNetwork", "hostPID", "hostIPC"]
	object.get(pod.spec, key, false) == true
	finding := found_in_pod("k8s-host-namespace", pod, key, sprintf("%s shares a namespace of the node", [key]))
}

# METADATA
# title: Pods do not mount directories of the node
# custom:
#   id: k8s-host-path
#   severity: high
#   remedy: Use an emptyDir, a ConfigMap or a PersistentVolumeClaim
#   standard: Kubernetes Pod Security Standards
#   control: baseline/hostPath
deny contains finding if {
	some pod in pods
	some i, volume in object.get(pod.spec, "volumes", [])
	volume.hostPath
	finding := found_in_pod("k8s-host-path", pod, sprintf("volumes/%d", [i]), sprintf("volume '%s' mounts a path of the node", [object.get(volume, "name", "?")]))
}

# METADATA
# title: Containers do not open ports of the node
# custom:
#   id: k8s-host-port
#   severity: medium
#   remedy: Remove hostPort and use a Service
#   standard: Kubernetes Pod Security Standards
#   control: baseline/host-ports
deny contains finding if {
	some item in containers
	some i, port in object.get(item.container, "ports", [])
	object.get(port, "hostPort", 0) != 0
	finding := found_in_container("k8s-host-port", item, sprintf("ports/%d", [i]), "opens a port of the node")
}

# METADATA
# title: Containers do not run as root
# custom:
#   id: k8s-runs-as-root
#   severity: high
#   remedy: Set securityContext.runAsNonRoot to true, and runAsUser to a number other than 0
#   standard: Kubernetes Pod Security Standards
#   control: restricted/running-as-non-root
deny contains finding if {
	some item in containers
	may_be_root(item)
	finding := found_in_container("k8s-runs-as-root", item, "securityContext", "can run as root")
}

may_be_root(item) if setting(item, "runAsNonRoot") != true

may_be_root(item) if setting(item, "runAsUser") == 0

# METADATA
# title: Containers cannot gain privileges
# custom:
#   id: k8s-privilege-escalation
#   severity: high
#   remedy: Set securityContext.allowPrivilegeEscalation to false
#   standard: Kubernetes Pod Security Standards
#   control: restricted/privilege-escalation
deny contains finding if {
	some item in containers
	object.get(item.container, ["securityContext", "allowPrivilegeEscalation"], true) != false
	finding := found_in_container("k8s-privilege-escalation", item, "securityContext", "can gain privileges, for example through setuid programs")
}

# METADATA
# title: Containers drop all capabilities
# custom:
#   id: k8s-capabilities
#   severity: high
#   remedy: "Set securityContext.capabilities.drop to [ALL], and add at most NET_BIND_SERVICE"
#   standard: Kubernetes Pod Security Standards
#   control: restricted/capabilities
deny contains finding if {
	some item in containers
	keeps_capabilities(item)
	finding := found_in_container("k8s-capabilities", item, "securityContext", "keeps Linux capabilities")
}

keeps_capabilities(item) if not "ALL" in object.get(item.container, ["securityContext", "capabilities", "drop"], [])

keeps_capabilities(item) if {
	some added in object.get(item.container, ["securityContext", "capabilities", "add"], [])
	added != "NET_BIND_SERVICE"
}

# METADATA
# title: System calls are filtered
# custom:
#   id: k8s-seccomp
#   severity: medium
#   remedy: Set securityContext.seccompProfile.type to RuntimeDefault
#   standard: Kubernetes Pod Security Standards
#   control: restricted/seccomp
deny contains finding if {
	some item in containers
	profile := setting(item, "seccompProfile")
	not filtered(profile)
	finding := found_in_container("k8s-seccomp", item, "securityContext", "has no seccomp profile")
}

filtered(profile) if profile.type in {"RuntimeDefault", "Localhost"}

# METADATA
# title: The root file system is read-only
# custom:
#   id: k8s-writable-root
#   severity: medium
#   remedy: Set securityContext.readOnlyRootFilesystem to true, and mount an emptyDir where the service writes files
#   standard: CIS Kubernetes Benchmark
deny contains finding if {
	some item in containers
	object.get(item.container, ["securityContext", "readOnlyRootFilesystem"], false) != true
	finding := found_in_container("k8s-writable-root", item, "securityContext", "can write to its root file system")
}

# METADATA
# title: Containers have resource requests and limits
# custom:
#   id: k8s-resources
#   severity: medium
#   remedy: Set resources.requests.cpu, resources.requests.memory and resources.limits.memory
deny contains finding if {
	some item in containers
	missing := [concat(".", path) |
		some path in [["requests", "cpu"], ["requests", "memory"], ["limits", "memory"]]
		object.get(item.container, array.concat(["resources"], path), null) == null
	]
	count(missing) > 0
	finding := found_in_container("k8s-resources", item, "resources", sprintf("has no resources.%s", [concat(", resources.", missing)]))
}

# METADATA
# title: Containers have probes
# custom:
#   id: k8s-probes
#   severity: medium
#   remedy: Add a readinessProbe and a livenessProbe
deny contains finding if {
	some item in containers
	item.list == "containers"
	item.pod.document.object.kind in {"Deployment", "StatefulSet", "DaemonSet"}
	some probe in ["readinessProbe", "livenessProbe"]
	not item.container[probe]
	finding := found_in_container("k8s-probes", item, "name", sprintf("has no %s", [probe]))
}

# METADATA
# title: Images are pinned to a version
# custom:
#   id: k8s-image-unpinned
#   severity: medium
#   remedy: Specify a version or a digest, here or under images in the kustomization
deny contains finding if {
	some item in containers
	image := object.get(item.container, "image", "")
	unpinned(image)
	not image in versioned_by_kustomize
	finding := found_in_container("k8s-image-unpinned", item, "image", sprintf("the image '%s' has no version", [image]))
}

unpinned(image) if {
	not contains(image, "@sha256:")
	not contains(regex.replace(image, `^.*/`, ""), ":")
}

unpinned(image) if endswith(image, ":latest")

versioned_by_kustomize contains image.name if {
	some kustomization in input.kustomizations
	some image in object.get(kustomization.object, "images", [])
	some key in ["newTag", "digest"]
	not image[key] in {"", "latest"}
	image[key]
}

# METADATA
# title: Images come from allowed registries
# custom:
#   id: k8s-registry
#   severity: high
#   remedy: Use an image from an allowed registry, or add the registry to data.kubernetes_baseline_config.registries
deny contains finding if {
	allowed := data.kubernetes_baseline_config.registries
	count(allowed) > 0
	some item in containers
	image := object.get(item.container, "image", "")
	not image in versioned_by_kustomize
	not comes_from(image, allowed)
	finding := found_in_container("k8s-registry", item, "image", sprintf("the image '%s' comes from a registry that is not allowed", [image]))
}

comes_from(image, allowed) if {
	some registry in allowed
	startswith(image, sprintf("%s/", [trim_suffix(registry, "/")]))
}

# METADATA
# title: Pods mount no unnecessary API tokens
# custom:
#   id: k8s-service-account-token
#   severity: low
#   remedy: Set automountServiceAccountToken to false, unless the service calls the Kubernetes API
#   standard: CIS Kubernetes Benchmark
#   control: 5.1.6
deny contains finding if {
	some pod in pods
	object.get(pod.spec, "automountServiceAccountToken", true) != false
	finding := found_in_pod("k8s-service-account-token", pod, "automountServiceAccountToken", "mounts a token for the Kubernetes API")
}

# METADATA
# title: Workloads have the recommended labels
# custom:
#   id: k8s-labels
#   severity: low
#   remedy: Add the label app.kubernetes.io/name, in the manifest or under labels in the kustomization
#   standard: Kubernetes recommended labels
deny contains finding if {
	some pod in pods
	some label in ["app.kubernetes.io/name"]
	not label in labels_by_kustomize
	object.get(pod.document.object, ["metadata", "labels", label], null) == null
	finding := {
		"rule": "k8s-labels",
		"resource": pod.name,
		"message": sprintf("%s has no label %s", [pod.name, label]),
		"file": pod.document.path,
		"line": line(pod.document, "metadata"),
	}
}

labels_by_kustomize contains label if {
	some kustomization in input.kustomizations
	some entry in object.get(kustomization.object, "labels", [])
	some label, _ in object.get(entry, "pairs", {})
}

labels_by_kustomize contains label if {
	some kustomization in input.kustomizations
	some label, _ in object.get(kustomization.object, "commonLabels", {})
}

# METADATA
# title: Manifests contain no secrets
# custom:
#   id: k8s-secret-in-manifest
#   severity: critical
#   remedy: Keep the value in a secret store, and use the External Secrets operator
deny contains finding if {
	some document in input.kubernetes
	document.object.kind == "Secret"
	some field in ["data", "stringData"]
	some key, value in object.get(document.object, field, {})
	is_string(value)
	value != ""
	finding := {
		"rule": "k8s-secret-in-manifest",
		"resource": name(document),
		"message": sprintf("%s contains the value of '%s', which every reader of the repository can see", [name(document), key]),
		"file": document.path,
		"line": line(document, sprintf("%s/%s", [field, key])),
	}
}
