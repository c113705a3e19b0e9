package kubernetes_baseline_test

import data.kubernetes_baseline

container := {
	"name": "service",
	"image": "registry.example.com/shop:1.2.3",
	"readinessProbe": {}, "livenessProbe": {},
	"resources": {"requests": {"cpu": "100m", "memory": "64Mi"}, "limits": {"memory": "64Mi"}},
	"securityContext": {"allowPrivilegeEscalation": false, "readOnlyRootFilesystem": true, "capabilities": {"drop": ["ALL"]}},
}

spec := {
	"automountServiceAccountToken": false,
	"securityContext": {"runAsNonRoot": true, "seccompProfile": {"type": "RuntimeDefault"}},
	"containers": [container],
}

deployment(pod) := manifest({
	"kind": "Deployment", "apiVersion": "apps/v1",
	"metadata": {"name": "shop", "labels": {"app.kubernetes.io/name": "shop"}},
	"spec": {"template": {"spec": pod}},
})

manifest(object) := {"kubernetes": [{"path": "d.yaml", "line": 1, "object": object, "lines": {"spec": 5, "spec/template": 6}}], "kustomizations": []}

rules(document) := {finding.rule | some finding in kubernetes_baseline.deny with input as document}

changed(patch) := deployment(object.union(spec, {"containers": [object.union(container, patch)]}))

without(key) := deployment(object.union(spec, {"containers": [object.remove(container, [key])]}))

test_sound_deployment_has_no_findings if rules(deployment(spec)) == set()

test_pod_and_cronjob_are_found if {
	"k8s-runs-as-root" in rules(manifest({"kind": "Pod", "metadata": {"name": "p"}, "spec": {"containers": [{"name": "c"}]}}))
	job := {"spec": {"template": {"spec": {"containers": [{"name": "c"}]}}}}
	"k8s-runs-as-root" in rules(manifest({"kind": "CronJob", "metadata": {"name": "p"}, "spec": {"jobTemplate": job}}))
}

test_privileged if "k8s-privileged-container" in rules(changed({"securityContext": {"privileged": true}}))

test_host if {
	"k8s-host-namespace" in rules(deployment(object.union(spec, {"hostNetwork": true})))
	"k8s-host-path" in rules(deployment(object.union(spec, {"volumes": [{"name": "v", "hostPath": {"path": "/"}}]})))
	"k8s-host-port" in rules(changed({"ports": [{"hostPort": 80}]}))
}

test_root if {
	"k8s-runs-as-root" in rules(deployment(object.remove(spec, ["securityContext"])))
	"k8s-runs-as-root" in rules(changed({"securityContext": {"runAsUser": 0}}))
}

test_container_overrides_pod if "k8s-runs-as-root" in rules(changed({"securityContext": {"runAsNonRoot": false}}))

test_security_context if {
	got := rules(without("securityContext"))
	{"k8s-privilege-escalation", "k8s-capabilities", "k8s-writable-root"} - got == set()
	"k8s-capabilities" in rules(changed({"securityContext": {"capabilities": {"add": ["SYS_ADMIN"]}}}))
	"k8s-seccomp" in rules(deployment(object.union(spec, {"securityContext": {"seccompProfile": {"type": "Unconfined"}}})))
}

test_resources_and_probes if {
	"k8s-resources" in rules(without("resources"))
	"k8s-probes" in rules(without("readinessProbe"))
	"k8s-probes" in rules(without("livenessProbe"))
}

test_image_without_version if {
	"k8s-image-unpinned" in rules(changed({"image": "shop"}))
	"k8s-image-unpinned" in rules(changed({"image": "registry:5000/shop:latest"}))
}

test_image_whose_version_kustomize_sets if {
	document := object.union(changed({"image": "shop"}), {"kustomizations": [{"object": {"images": [{"name": "shop", "newTag": "1.0"}]}}]})
	not "k8s-image-unpinned" in rules(document)
}

test_registry_is_judged_when_some_are_named if {
	got := {finding.rule |
		some finding in kubernetes_baseline.deny with input as deployment(spec)
			with data.kubernetes_baseline_config.registries as ["other.example.com"]
	}
	got == {"k8s-registry"}
}

test_token if "k8s-service-account-token" in rules(deployment(object.remove(spec, ["automountServiceAccountToken"])))

test_labels_from_manifest_or_kustomization if {
	bare := manifest({"kind": "Deployment", "metadata": {"name": "x"}, "spec": {"template": {"spec": spec}}})
	"k8s-labels" in rules(bare)
	kustomization := {"object": {"labels": [{"pairs": {"app.kubernetes.io/name": "x"}}]}}
	not "k8s-labels" in rules(object.union(bare, {"kustomizations": [kustomization]}))
}

test_secret if {
	"k8s-secret-in-manifest" in rules(manifest({"kind": "Secret", "metadata": {"name": "s"}, "stringData": {"password": "x"}}))
	not "k8s-secret-in-manifest" in rules(manifest({"kind": "Secret", "metadata": {"name": "s"}, "data": {"password": ""}}))
}

test_line_is_the_nearest_one if {
	some finding in kubernetes_baseline.deny with input as without("resources")
	finding.rule == "k8s-resources"
	finding.line == 6
}
