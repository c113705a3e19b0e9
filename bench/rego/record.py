#!/usr/bin/env python3
"""Records what the reference implementation answers to the cases of the module rego.

usage: record.py OPA [FILE...]     OPA is the reference's binary; without FILE, all cases are recorded

A case has a note, modules, a query (`data.t.p = x` by default), and may have `input`, `data`, `strict` (compile in strict
mode) and `strict_error` (the first failure of a built-in ends the query). Cases below a folder `v0` are of that dialect.
This script runs `opa eval` for each case and replaces the lines `want_result`, `want_error_code` and `want_error`; all
other lines stay as they are. The first line of each file names the version of the reference.
"""
import concurrent.futures
import json
import pathlib
import re
import subprocess
import sys
import tempfile

CASES = pathlib.Path(__file__).parents[2] / "rego/src/test/resources/cases"
START = re.compile(r"^  - note: ", re.M)
EXPECTED = re.compile(r"^    want_\w+:.*\n(?:      .*\n)*", re.M)


class Number(str):
    """A number as the reference spells it."""


def parse(text):
    return json.loads(text, parse_float=Number, parse_int=Number)


def write(value):
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, str):
        return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in json.dumps(value, ensure_ascii=False))
    if isinstance(value, list):
        return "[" + ", ".join(map(write, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{write(k)}: {write(v)}" for k, v in value.items()) + "}"
    return json.dumps(value)


def run(opa, *arguments, stdin=None, cwd=None):
    return subprocess.run([opa, *arguments], input=stdin, capture_output=True, text=True, check=False, cwd=cwd).stdout


def answer(opa, case, v0):
    with tempfile.TemporaryDirectory() as folder:
        arguments = ["eval", "--format", "json", *(["--v0-compatible"] if v0 else [])]
        for i, module in enumerate(case.get("modules", [])):
            pathlib.Path(folder, f"test-{i}.rego").write_bytes(module.encode())
            arguments += ["--data", f"test-{i}.rego"]
        for name in ("data", "input"):
            if name in case:
                pathlib.Path(folder, name + ".json").write_text(write(case[name]))
                arguments += ["--" + name, name + ".json"]
        arguments += ["--strict"] if case.get("strict") else []
        arguments += ["--strict-builtin-errors"] if case.get("strict_error") else []
        return parse(run(opa, *arguments, "--", case["query"], cwd=folder))


def expected(found):
    errors = found.get("errors")
    if errors:
        code = ["want_error_code: " + errors[0]["code"]] if "code" in errors[0] else []
        lines = [*code, "want_error: " + write(errors[0]["message"])]
    else:
        lines = ["want_result: " + write([solution.get("bindings", {}) for solution in found.get("result", [])])]
    return "".join(f"    {line}\n" for line in lines)


def record(opa, version, file):
    text = file.read_text()
    cases = parse(run(opa, "eval", "--format", "raw", "--stdin-input", "yaml.unmarshal(input).cases",
                      stdin=json.dumps(text)))
    starts = [match.start() for match in START.finditer(text)] + [len(text)]
    if len(starts) != len(cases) + 1:
        sys.exit(f"{file}: every case must start with a line '  - note: ...'")
    out = re.sub(r"^# Recorded with .*\n", "", text[:starts[0]])
    out = f"# Recorded with OPA {version} by bench/rego/record.py.\n{out}"
    for case, start, end in zip(cases, starts, starts[1:]):
        item = EXPECTED.sub("", text[start:end]).rstrip("\n") + "\n"
        out += item + expected(answer(opa, case, "v0" in file.parts)) + ("\n" if end < len(text) else "")
    file.write_text(out)
    return f"{file.name}: {len(cases)} cases"


def main():
    opa = sys.argv[1]
    files = [pathlib.Path(name) for name in sys.argv[2:]] or sorted(CASES.rglob("*.yaml"))
    version = re.search(r"^Version: (\S+)", run(opa, "version"), re.M).group(1)
    with concurrent.futures.ThreadPoolExecutor() as pool:
        for line in pool.map(lambda file: record(opa, version, file), files):
            print(line, flush=True)


if __name__ == "__main__":
    main()
