#!/usr/bin/env python3
"""Writes the policies, data and inputs of the benchmarks to a folder. The output is the same on every run.

Each benchmark is a folder with policy.rego, input.json, the file query, and optionally data.json.
"""
import json
import pathlib
import random
import sys


def write(root, name, policy, query, input_document=None, data=None):
    folder = root / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "policy.rego").write_text(policy)
    (folder / "query").write_text(query)
    (folder / "input.json").write_text(json.dumps(input_document if input_document is not None else {}))
    if data is not None:
        (folder / "data.json").write_text(json.dumps(data))


def rbac(root, name, users, roles):
    rng = random.Random(1)
    actions = ["read", "write", "delete", "list"]
    data = {
        "bindings": {f"user{i}": [f"role{rng.randrange(roles)}" for _ in range(4)] for i in range(users)},
        "grants": {
            f"role{i}": [{"action": rng.choice(actions), "type": f"type{rng.randrange(20)}"} for _ in range(8)]
            for i in range(roles)
        },
    }
    data["grants"][data["bindings"]["user1"][3]].append({"action": "purge", "type": "vault"})
    policy = """package rbac

default allow := false

allow if {
	some role in data.bindings[input.user]
	some grant in data.grants[role]
	grant.action == input.action
	grant.type == input.type
}
"""
    write(root, name, policy, "data.rbac.allow", {"user": "user1", "action": "purge", "type": "vault"}, data)


KINDS = ["aws_s3_bucket", "aws_instance", "aws_db_instance", "aws_security_group", "aws_iam_policy",
         "aws_lambda_function", "aws_ebs_volume", "aws_sqs_queue", "aws_lb", "aws_kms_key"]


def terraform(root, resources, rules):
    rng = random.Random(2)
    changes = []
    for i in range(resources):
        after = {f"setting{k}": rng.choice([True, True, True, False]) for k in range(5)}
        after["name"] = f"resource-{i}"
        after["tags"] = {"owner": f"team{rng.randrange(9)}", "env": rng.choice(["dev", "prod"])}
        after["size"] = rng.randrange(1000)
        kind = KINDS[rng.randrange(len(KINDS))]
        changes.append({
            "address": f"module.m{i % 17}.{kind}.r{i}", "type": kind, "name": f"r{i}",
            "change": {"actions": [rng.choice(["create", "update", "no-op"])], "before": None, "after": after},
        })
    parts = ["package terraform\n"]
    for i in range(rules):
        kind = KINDS[i % len(KINDS)]
        parts.append(f"""
deny contains msg if {{
	some change in input.resource_changes
	change.type == "{kind}"
	not change.change.after.setting{i % 5}
	change.change.after.size > {i * 3}
	msg := sprintf("%s: setting{i % 5} must be on (rule {i})", [change.address])
}}
""")
    write(root, "terraform-plan", "".join(parts), "data.terraform.deny", {"resource_changes": changes})


def kubernetes(root, objects):
    rng = random.Random(3)
    items = []
    for i in range(objects):
        containers = [{
            "name": f"c{k}", "image": rng.choice(["registry.local/app:1.2", "docker.io/nginx:latest", "quay.io/x/y:3"]),
            "resources": {"limits": {"cpu": "1"}} if rng.random() < 0.7 else {},
            "securityContext": {"privileged": rng.random() < 0.1, "runAsNonRoot": rng.random() < 0.8},
        } for k in range(rng.randrange(1, 4))]
        items.append({"apiVersion": "apps/v1", "kind": "Deployment",
                      "metadata": {"name": f"d{i}", "namespace": f"ns{i % 30}", "labels": {"app": f"a{i}"}},
                      "spec": {"replicas": rng.randrange(1, 6), "template": {"spec": {"containers": containers}}}})
    policy = """package kubernetes

containers contains {"owner": item.metadata.name, "container": c} if {
	some item in input.items
	item.kind == "Deployment"
	some c in item.spec.template.spec.containers
}

deny contains msg if {
	some entry in containers
	entry.container.securityContext.privileged
	msg := sprintf("%s/%s is privileged", [entry.owner, entry.container.name])
}

deny contains msg if {
	some entry in containers
	not entry.container.resources.limits
	msg := sprintf("%s/%s has no limits", [entry.owner, entry.container.name])
}

deny contains msg if {
	some entry in containers
	endswith(entry.container.image, ":latest")
	msg := sprintf("%s/%s has no fixed version", [entry.owner, entry.container.name])
}

deny contains msg if {
	some item in input.items
	item.spec.replicas < 2
	msg := sprintf("%s has one replica", [item.metadata.name])
}
"""
    write(root, "kubernetes", policy, "data.kubernetes.deny", {"items": items})


def small(root):
    rng = random.Random(4)
    words = ["".join(rng.choice("abcdefghij") for _ in range(12)) for _ in range(2000)]
    write(root, "strings", """package strings_bench

found contains out if {
	some word in input.words
	startswith(word, "a")
	contains(word, "bc")
	parts := split(word, "b")
	out := upper(concat("-", parts))
}

lengths := {word: count(word) | some word in input.words; lower(word) == word}
""", "data.strings_bench", {"words": words})
    left = [f"k{i}" for i in range(3000)]
    right = [f"k{i}" for i in range(1500, 4500)]
    write(root, "sets", """package sets_bench

left := {x | some x in input.left}

right := {x | some x in input.right}

result := {
	"and": count(left & right),
	"or": count(left | right),
	"minus": count(left - right),
	"member": count([x | some x in input.left; x in right]),
}
""", "data.sets_bench.result", {"left": left, "right": right})
    write(root, "comprehensions", """package comprehensions_bench

by_team[team] := names if {
	some team in {p.team | some p in input.people}
	names := [p.name | some p in input.people; p.team == team]
}

sizes := {team: count(names) | some team, names in by_team}
""", "data.comprehensions_bench.sizes",
          {"people": [{"name": f"p{i}", "team": f"t{i % 20}"} for i in range(1000)]})
    write(root, "iteration", """package iteration_bench

pairs contains [i, j] if {
	some i, a in input.rows
	some j, b in input.rows
	a.x + b.x == 150
	a.kind != b.kind
}
""", "data.iteration_bench.pairs",
          {"rows": [{"x": rng.randrange(200), "kind": rng.choice("abc")} for _ in range(200)]})
    write(root, "functions", """package functions_bench

risk(r) := 3 if r.level == "high"

risk(r) := 2 if r.level == "medium"

risk(r) := 1 if r.level == "low"

weighted(r) := risk(r) * weight(r.area)

weight(area) := 5 if area == "prod"

else := 2 if area == "staging"

else := 1

total := sum([weighted(r) | some r in input.risks])
""", "data.functions_bench.total",
          {"risks": [{"level": rng.choice(["high", "medium", "low"]), "area": rng.choice(["prod", "staging", "dev"])}
                     for _ in range(2000)]})
    write(root, "data-lookup", """package lookup_bench

default allow := false

allow if {
	entry := data.directory[input.user]
	entry.active
	input.resource in entry.resources
}
""", "data.lookup_bench.allow", {"user": "user4711", "resource": "r3"},
          {"directory": {f"user{i}": {"active": True, "resources": [f"r{k}" for k in range(6)]} for i in range(50000)}})
    write(root, "regex", """package regex_bench

bad contains line if {
	some line in input.lines
	regex.match(`^(GET|POST) /api/v[0-9]+/users/[0-9]+(/[a-z]+)?$`, line)
	not regex.match(`/users/1[0-9]*`, line)
}
""", "data.regex_bench.bad",
          {"lines": [f"{rng.choice(['GET', 'POST', 'PUT'])} /api/v{i % 3}/users/{rng.randrange(9999)}/items"
                     for i in range(1000)]})
    write(root, "aggregates", """package aggregates_bench

amounts := [o.amount | some o in input.orders]

result := {
	"sum": sum(amounts),
	"max": max(amounts),
	"min": min(amounts),
	"count": count(amounts),
	"sorted": count(sort(amounts)),
	"customers": count({o.customer | some o in input.orders}),
}
""", "data.aggregates_bench.result",
          {"orders": [{"amount": rng.randrange(100000), "customer": f"c{rng.randrange(300)}"} for _ in range(5000)]})


def many(root, policies):
    folder = root / "compile-200" / "policies"
    folder.mkdir(parents=True, exist_ok=True)
    for i in range(policies):
        rules = "".join(f"""
deny contains msg if {{
	some r in input.resources
	r.kind == "kind{k}"
	not valid_{k}(r)
	msg := sprintf("policy {i} rule {k}: %v", [r.name])
}}

valid_{k}(r) if {{
	r.size > {k}
	some tag in r.tags
	startswith(tag, "team-")
}}
""" for k in range(10))
        (folder / f"policy{i}.rego").write_text(f"package generated.p{i}\n{rules}")


def main():
    root = pathlib.Path(sys.argv[1])
    rbac(root, "rbac-small", 20, 10)
    rbac(root, "rbac-large", 5000, 500)
    terraform(root, 1000, 50)
    kubernetes(root, 1000)
    small(root)
    many(root, 200)


if __name__ == "__main__":
    main()
