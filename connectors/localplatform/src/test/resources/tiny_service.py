"""A service of the standard library alone, with knobs for what may go wrong."""

import json
import os
import signal
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KNOBS = json.loads(open("knobs.json").read())
started = time.time()
busy = 0
lock = threading.Lock()
draining = threading.Event()
items = {}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 10

    def log_message(self, *args):
        pass

    def answer(self, status, content):
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle_one(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        if self.path == "/health/live":
            return self.answer(500 if os.path.exists("deaf") else 200, {})
        if self.path == "/health/ready":
            fit = not draining.is_set() and not KNOBS.get("neverReady") and not os.path.exists("unready")
            return self.answer(200 if fit else 503, {})
        if self.path == "/environment":
            return self.answer(200, dict(os.environ))
        if self.path == "/headers":
            return self.answer(200, {name.lower(): value for name, value in self.headers.items()})
        if self.path == "/slow":
            time.sleep(0.3)
        if self.path == "/break":
            self.close_connection = True
            return None
        if self.path.startswith("/echo"):
            return self.answer(200, {"length": len(body), "version": KNOBS["version"]})
        if KNOBS.get("failing"):
            return self.answer(500, {})
        return self.answer(200, {"version": KNOBS["version"], "pid": os.getpid(), "method": self.command})

    def do_any(self):
        global busy
        with lock:
            busy += 1
        try:
            self.handle_one()
        finally:
            with lock:
                busy -= 1

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_any


def leave():
    while busy:
        time.sleep(0.01)
    os._exit(0)


def on_term(*_):
    if not KNOBS.get("deafToTerm"):
        draining.set()
        threading.Thread(target=leave).start()


signal.signal(signal.SIGTERM, on_term)
if KNOBS.get("dies"):
    print("cannot go on", flush=True)
    sys.exit(7)
if KNOBS.get("child"):
    os.system("sleep 1000 & setsid sleep 1001 &")
time.sleep(KNOBS.get("startsAfter", 0))
print(json.dumps({"time": time.strftime("%Y-%m-%dT%H:%M:%S"), "message": "listening"}), flush=True)
if KNOBS.get("chatty"):
    threading.Thread(target=lambda: [os.write(1, b"much to say\n" * 5000) for _ in iter(int, 1)], daemon=True).start()
server = ThreadingHTTPServer((os.environ["HOST"], int(os.environ["PORT"])), Handler)
server.daemon_threads = True
server.serve_forever()
