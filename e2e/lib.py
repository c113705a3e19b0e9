"""Helpers of the end-to-end tests: the command line, HTTP, and the processes of this machine."""

import json
import os
import pathlib
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent


def agentic(*arguments, check=True, timeout=900):
    """Runs a command. Returns its exit code, output and errors."""
    done = subprocess.run([str(ROOT / "agentic"), *arguments], capture_output=True, text=True, timeout=timeout)
    if check and done.returncode != 0:
        raise AssertionError(f"agentic {' '.join(arguments)} exited with {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done


def agentic_json(*arguments, **more):
    return json.loads(agentic(*arguments, "--json", **more).stdout)


def http(method, url, body=None, headers=None, raw=None, timeout=20):
    """Sends a request. Returns the status, the body (JSON or text) and the headers."""
    data = raw if raw is not None else (json.dumps(body).encode() if body is not None else None)
    request = urllib.request.Request(url, data=data, method=method, headers={"Content-Type": "application/json", **(headers or {})})
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            status, text, found = answer.status, answer.read().decode(), dict(answer.headers)
    except urllib.error.HTTPError as error:
        status, text, found = error.code, error.read().decode(), dict(error.headers)
    try:
        return status, json.loads(text) if text else None, found
    except json.JSONDecodeError:
        return status, text, found


def ok(condition, what):
    if not condition:
        raise AssertionError(what)
    print(f"  ok  {what}", flush=True)


def collection(url):
    """Returns the path of a service's resource, from its OpenAPI document."""
    status, contract, _ = http("GET", url + "/openapi.json")
    ok(status == 200, "the service returns its OpenAPI document")
    return next(path for path, operations in contract["paths"].items() if "post" in operations and "{" not in path)


def check_service(url):
    """Checks what a generated service must do. Returns the URL of an entry that remains."""
    items = url + collection(url)
    status, made, _ = http("POST", items, {"name": "first"})
    ok(status == 201 and made["id"], "create returns 201 and an id")
    one = f"{items}/{made['id']}"
    ok(http("GET", one)[0] == 200, "read returns 200")
    status, changed, _ = http("PUT", one, {"name": "second"})
    ok(status == 200 and changed["name"] == "second", "update returns 200")
    ok(any(item["id"] == made["id"] for item in http("GET", items)[1]["items"]), "the list contains the entry")
    status, gone, _ = http("POST", items, {"name": "third"})
    ok(http("DELETE", f"{items}/{gone['id']}")[0] == 204, "delete returns 204")
    ok(http("GET", f"{items}/{gone['id']}")[0] == 404, "a deleted entry is not found")
    status, problem, _ = http("POST", items, {"nonsense": 1})
    ok(status == 400, "an invalid body returns 400")
    ok(http("GET", url + "/health/live")[0] == 200 and http("GET", url + "/health/ready")[0] == 200, "the service is live and ready")
    status, text, _ = http("GET", url + "/metrics")
    ok(status == 200 and "http_requests_total" in text, "the service has metrics")
    return one


def processes_of(home):
    """Returns the processes whose command line or working directory is in a home directory, except the platform itself."""
    found, own = [], json.loads((pathlib.Path(home) / "platform.json").read_text())["pid"] if (pathlib.Path(home) / "platform.json").exists() else 0
    for entry in pathlib.Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            line = (entry / "cmdline").read_bytes().decode(errors="replace").replace("\0", " ")
            place = os.readlink(entry / "cwd")
        except OSError:
            continue
        if int(entry.name) != own and (place.startswith(str(home)) or f"{home}/" in line):
            found.append((int(entry.name), line.strip()))
    return found


def belongs(pid, roots):
    """Says whether a process is one of these or a descendant, such as the service in the sandbox of a replica."""
    while pid > 1 and pid not in roots:
        try:
            pid = int(pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            return True  # It has ended.
    return pid in roots


def postgres_of(home):
    """Returns the process of the database server. Its files are elsewhere if its user cannot enter the home directory."""
    own = pathlib.Path(home) / "platform" / "postgres"
    elsewhere = [place.parent for place in pathlib.Path("/var/lib/agentic-framework").glob("*/owned-by")
                 if place.read_text().split("\n")[0] == str(own)]
    running = [place / "data" / "postmaster.pid" for place in [own, *elsewhere]]
    return next(int(file.read_text().split()[0]) for file in running if file.exists())


def kill_platform(home):
    pid = json.loads((pathlib.Path(home) / "platform.json").read_text())["pid"]
    os.kill(pid, signal.SIGKILL)
    while pathlib.Path(f"/proc/{pid}/stat").exists() and " Z " not in pathlib.Path(f"/proc/{pid}/stat").read_text():
        time.sleep(0.02)


def eventually(condition, seconds=30):
    """Says whether a condition becomes true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.1)
    return condition()


def wait_until_answers(url, seconds=60):
    """Repeats a request until it returns 200. Returns the last status."""
    status = 0
    for _ in range(seconds * 5):
        try:
            status = http("GET", url, timeout=5)[0]
        except (OSError, urllib.error.URLError):
            status = 0
        if status == 200:
            return status
        time.sleep(0.2)
    return status


def main(check):
    try:
        check()
    except AssertionError as error:
        print(f"  FAILED  {error}", flush=True)
        sys.exit(1)
