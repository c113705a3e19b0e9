#!/usr/bin/env python3
"""Measures this engine and the reference in turns, on the same policies and inputs.

usage: run.py OPA CLASSPATH [SECONDS]     OPA is the reference's binary, CLASSPATH the class path of the module rego-cli

Prints a table in Markdown. The ratios tell how many times faster this engine is, by the median and by the best run.
"""
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent


def ours(classpath, arguments, *options):
    command = ["java", *options, "-cp", classpath, "dev.agenticframework.regocli.RegoCommand", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def theirs(opa, arguments):
    return subprocess.run([opa, *arguments], capture_output=True, text=True, check=False)


def nanos(extra, name):
    return next((v for k, v in extra.items() if k.endswith("rego_query_eval_ns_" + name)), None)


def measure(opa, classpath, folder, seconds):
    files = ["-d", str(folder / "policy.rego")]
    if (folder / "data.json").exists():
        files += ["-d", str(folder / "data.json")]
    query = (folder / "query").read_text()
    files += ["-i", str(folder / "input.json")]
    mine = json.loads(ours(classpath, [
        "bench", *files, "--json", "--warmup", str(seconds), "--time", str(seconds), query]).stdout)
    reference = json.loads(theirs(opa, ["bench", *files, "--format", "json", query]).stdout)
    reference = reference[0] if isinstance(reference, list) else reference
    extra = reference.get("Extra", {})
    return {
        "name": folder.name,
        "mine": mine["p50"], "mine_min": mine["min"], "first": mine["firstNs"],
        "opa": nanos(extra, "median") or reference["T"] / reference["N"],
        "opa_min": nanos(extra, "min") or reference["T"] / reference["N"],
    }


def same_answers(opa, classpath, folder):
    files = ["-d", str(folder / "policy.rego"), "-i", str(folder / "input.json")]
    if (folder / "data.json").exists():
        files += ["-d", str(folder / "data.json")]
    query = (folder / "query").read_text()
    mine = ours(classpath, ["eval", *files, "--format", "values", query]).stdout
    reference = theirs(opa, ["eval", *files, "--format", "values", query]).stdout
    return json.loads(mine) == json.loads(reference)


# ./agentic starts the JVM with this option, too: for a short run, the second compiler costs more than it saves.
def compile_time(opa, classpath, folder):
    mine = json.loads(ours(classpath, ["bench", "-d", str(folder), "--json", "--warmup", "0", "--time", "0", "1"],
                           "-XX:TieredStopAtLevel=1").stdout)
    metrics = json.loads(theirs(opa, ["eval", "--metrics", "-d", str(folder), "1"]).stdout)["metrics"]
    return mine["compileNs"], sum(v for k, v in metrics.items() if "parse" in k or "compile" in k)


def ms(value):
    return f"{value / 1e6:.3f}"


def main():
    opa, classpath = sys.argv[1:3]
    seconds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    root = pathlib.Path(tempfile.mkdtemp(prefix="rego-bench-"))
    subprocess.run([sys.executable, str(HERE / "generate.py"), str(root)], check=True)
    ratios, best = [], []
    print("| benchmark | same answer | this engine, ms | OPA, ms | ratio | best: this engine, ms | OPA, ms | ratio | first run, ms |")
    print("|---|---|---|---|---|---|---|---|---|", flush=True)
    for folder in sorted(root.iterdir()):
        if not (folder / "query").exists():
            continue
        row = measure(opa, classpath, folder, seconds)
        ratios.append(row["opa"] / row["mine"])
        best.append(row["opa_min"] / row["mine_min"])
        same = "yes" if same_answers(opa, classpath, folder) else "NO"
        print(f"| {row['name']} | {same} | {ms(row['mine'])} | {ms(row['opa'])} | {ratios[-1]:.1f} | "
              f"{ms(row['mine_min'])} | {ms(row['opa_min'])} | {best[-1]:.1f} | {ms(row['first'])} |", flush=True)
    mine, reference = compile_time(opa, classpath, root / "compile-200" / "policies")
    print(f"\nmedian ratio {statistics.median(ratios):.1f} (best runs: {statistics.median(best):.1f}); "
          f"200 policies compiled in {ms(mine)} ms by a new JVM, OPA {ms(reference)} ms")


if __name__ == "__main__":
    main()
