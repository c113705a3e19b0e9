#!/usr/bin/env python3
"""Compares this engine with the reference on generated policies: both must give the same answer, or both must fail.

usage: differential.py OPA CLASSPATH [COUNT] [SEED]
Prints each difference, and exits with 1 if there is one.
"""
import json
import random
import subprocess
import sys
import tempfile
import pathlib

SCALARS = ["0", "1", "-3", "2.5", "1e3", "0.1", '"a"', '"b c"', '""', "true", "false", "null"]
BINARY = ["+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&", "|"]
UNARY = ["count", "sum", "max", "min", "sort", "abs", "ceil", "floor", "round", "upper", "lower", "type_name", "is_set",
         "json.marshal", "to_number", "array.reverse", "object.keys", "base64.encode", "trim_space", "product"]


class Generator:
    def __init__(self, seed):
        self.rng = random.Random(seed)

    def term(self, depth):
        kind = self.rng.random()
        if depth <= 0 or kind < 0.3:
            return self.rng.choice(SCALARS + ["x", "y", "input.a", "input.list", "input.map", "data.d.n"])
        parts = [self.term(depth - 1) for _ in range(self.rng.randrange(0, 4))]
        if kind < 0.45:
            return "[" + ", ".join(parts) + "]"
        if kind < 0.55:
            return "{" + ", ".join(parts) + "}" if parts else "set()"
        if kind < 0.65:
            return "{" + ", ".join(f'"k{i}": {p}' for i, p in enumerate(parts)) + "}"
        if kind < 0.8:
            return f"{self.rng.choice(UNARY)}({self.term(depth - 1)})"
        if kind < 0.95:
            return f"({self.term(depth - 1)} {self.rng.choice(BINARY)} {self.term(depth - 1)})"
        return "[v | some v in " + self.term(depth - 1) + "]"

    def rule(self, name):
        lines = [f"{name} := r if {{", "\tsome x in [1, 2, \"a\"]", f"\ty := {self.term(1).replace('y', 'x')}"]
        if self.rng.random() < 0.5:
            lines.append(f"\tnot {self.term(1)} == x")
        lines.append(f"\tr := {self.term(3)}")
        lines.append("}")
        return "\n".join(lines)


def answer(command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        parsed = json.loads(done.stdout)
    except json.JSONDecodeError:
        return {"failed": True}
    if "errors" in parsed:
        return {"failed": sorted({error.get("code", "") for error in parsed["errors"]})}
    return parsed.get("result", [{}])[0].get("expressions", [{}])[0].get("value")


def main():
    opa, classpath = sys.argv[1:3]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 50
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    folder = pathlib.Path(tempfile.mkdtemp(prefix="rego-differential-"))
    (folder / "input.json").write_text(json.dumps({"a": 4, "list": [3, 1, 2], "map": {"p": 1, "q": "z"}}))
    (folder / "data.json").write_text(json.dumps({"d": {"n": [1.5, 2]}}))
    differences = 0
    for number in range(count):
        generator = Generator(seed * 100_003 + number)
        policy = folder / "policy.rego"
        policy.write_text("package generated\n\n" + "\n\n".join(generator.rule(f"p{i}") for i in range(4)) + "\n")
        for query in ["data.generated"]:
            arguments = ["eval", "-d", str(policy), "-d", str(folder / "data.json"), "-i", str(folder / "input.json"), query]
            mine = answer(["java", "-XX:TieredStopAtLevel=1", "-cp", classpath,
                           "dev.agenticframework.regocli.RegoCommand", *arguments])
            reference = answer([opa, *arguments])
            if mine != reference:
                differences += 1
                print(f"--- {number}: {query}\n{policy.read_text()}\nthis engine: {mine}\nreference:   {reference}", flush=True)
    print(f"{count} policies, {differences} differences")
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
