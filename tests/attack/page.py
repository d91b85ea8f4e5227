"""Misuse the page's server over HTTP, and see that it gives nothing away and goes on.

    python tests/attack/page.py [--seconds 60] [--seed 1]

Another program of this machine and a foreign web site try, at random: made-up paths of files in
events, uploads of another session, events under way without a session, all addresses of Gradio,
foreign origins and hosts, damaged and large bodies, uploads that break off, floods of uploads. A
person's upload and question must go on working in between. Prints one line of JSON; exit 1 if a
secret came out, the server failed, or a file was left behind.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx

_SECRET = "xylophone-7261-secret"
_ADDRESSES = (
    "/gradio_api/file={path}",
    "/gradio_api/file/{path}",
    "/file={path}",
    "/gradio_api/proxy=http://127.0.0.1:1/{path}",
    "/gradio_api/file=http://127.0.0.1:1/",
    "/gradio_api/run/predict",
    "/gradio_api/api/predict",
    "/gradio_api/call/add",
    "/gradio_api/component_server",
    "/gradio_api/stream/x",
    "/gradio_api/deep_link",
    "/static/..%2f..%2f..%2f{path}",
    "/assets/../../../{path}",
    "/transcripts/..%2f..%2f{path}",
    "/transcripts/%00",
    "/styles/../../{path}",
    "/monitoring",
    "/openapi.json",
)
_REFUSALS = (400, 401, 403, 404, 405, 411, 413, 422)


class Attack:
    """Requests to one server, and what came of them."""

    def __init__(self, address: str, secret: Path, chance: random.Random):
        self.address = address
        self.secret = secret
        self.chance = chance
        self.counts: Counter[str] = Counter()
        self.faults: list[str] = []
        self.me = httpx.Client(base_url=address, timeout=30)  # the person at the page
        self.me.get("/")
        self.other = httpx.Client(base_url=address, timeout=30)  # another program, with a session
        self.other.get("/")
        self.stranger = httpx.Client(base_url=address, timeout=30)  # one without
        self.config = self.me.get("/config").json()

    def event(self, session: str, files: list[Any]) -> dict[str, Any]:
        """What the page sends when files were uploaded."""
        elements = {c["id"]: c["props"].get("elem_id") for c in self.config["components"]}
        [fn_index] = [
            dependency["id"]
            for dependency in self.config["dependencies"]
            for target, trigger in dependency["targets"]
            if elements.get(target) == "upload" and trigger == "upload"
        ]
        listed = [
            {"path": f, "orig_name": "x.txt", "meta": {"_type": "gradio.FileData"}} for f in files
        ]
        return {"data": [listed], "fn_index": fn_index, "session_hash": session, "trigger_id": None}

    def refused(self, name: str, response: httpx.Response) -> None:
        self.counts[name] += 1
        if response.status_code not in _REFUSALS:
            self.faults.append(f"{name}: HTTP {response.status_code} {response.text[:200]}")
        self.harmless(name, response)

    def harmless(self, name: str, response: httpx.Response) -> None:
        if _SECRET in response.text or "root:x:0:" in response.text:
            self.faults.append(f"{name}: a secret came out")
        if response.status_code >= 500:
            self.faults.append(f"{name}: HTTP {response.status_code}")

    # -- the attacks

    def made_up_path(self) -> None:
        paths = [
            str(self.secret),
            "/etc/passwd",
            "/proc/self/environ",
            "http://127.0.0.1:1/x",
            7,
            None,
        ]
        who = self.chance.choice([self.me, self.other, self.stranger])
        event = self.event("s1", [self.chance.choice(paths)])
        self.refused("made-up path", who.post("/gradio_api/queue/join", json=event))

    def anothers_upload(self) -> None:
        form = {"files": ("mine.txt", f"Ann: {_SECRET}?\nBob: Mine.".encode())}
        [path] = self.me.post("/gradio_api/upload", files=form).json()
        answer = self.other.post("/gradio_api/queue/join", json=self.event("s2", [path]))
        self.refused("another's upload", answer)

    def gradio_address(self) -> None:
        address = self.chance.choice(_ADDRESSES).format(path=str(self.secret).lstrip("/"))
        method = self.chance.choice(["GET", "POST", "PUT", "DELETE", "HEAD"])
        who = self.chance.choice([self.me, self.stranger])
        self.refused(
            "Gradio's address",
            who.request(method, address, content=b"{}" if method != "GET" else None),
        )

    def foreign_site(self) -> None:
        headers = self.chance.choice(
            [{"origin": "http://evil.example"}, {"origin": "null"}, {"host": "evil.example"}]
        )
        form = {"files": ("evil.txt", b"Mallory: Is it evil?\nTrent: It is evil.")}
        self.refused(
            "foreign site", self.me.post("/gradio_api/upload", files=form, headers=headers)
        )

    def no_session(self) -> None:
        form = {"files": ("evil.txt", b"Mallory: Is it evil?\nTrent: It is evil.")}
        self.refused("no session", self.stranger.post("/gradio_api/upload", files=form))

    def damaged_event(self) -> None:
        body = json.dumps(self.event("s3", [])).encode()
        place = self.chance.randrange(len(body))
        body = body[:place] + os.urandom(self.chance.randrange(1, 40)) + body[place:]
        self.counts["damaged event"] += 1
        self.harmless("damaged event", self.me.post("/gradio_api/queue/join", content=body))

    def large_event(self) -> None:
        body = b'{"data": ["' + b"x" * (2 << 20) + b'"]}'
        with suppress(httpx.TransportError):  # the server may stop to read
            self.refused("large event", self.me.post("/gradio_api/queue/join", content=body))

    def broken_upload(self) -> None:
        host, port = re.findall(r"//(.+):(\d+)/", self.address)[0]
        cookie = "; ".join(f"{name}={value}" for name, value in self.other.cookies.items())
        head = (
            f"POST /gradio_api/upload HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: {cookie}\r\n"
            "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 5000000\r\n\r\n--b\r\n"
            'Content-Disposition: form-data; name="files"; filename="x.txt"\r\n\r\n'
        )
        with socket.create_connection((host, int(port)), timeout=10) as connection:
            connection.sendall(head.encode() + b"Ann: Hi.\n" * self.chance.randrange(1000))
        self.counts["broken upload"] += 1

    def flood(self) -> None:
        form = [("files", (f"{n}.txt", b"Ann: Hi.")) for n in range(self.chance.randrange(1, 600))]
        answer = self.other.post("/gradio_api/upload", files=form)
        self.counts[f"flood, HTTP {answer.status_code}"] += 1
        self.harmless("flood", answer)

    def read_page(self) -> None:
        """A person reads on."""
        for address in ("/", "/transcripts", "/styles/colours.css"):
            answer = self.me.get(address)
            self.harmless("page", answer)
            if answer.status_code != 200:
                self.faults.append(f"page: {address} gives HTTP {answer.status_code}")
        for id in set(re.findall(r"transcripts/([0-9a-f]{16})", self.me.get("/transcripts").text)):
            self.harmless("transcript", self.me.get(f"/transcripts/{id}"))
        self.counts["page"] += 1

    def run(self, seconds: float) -> None:
        attacks: list[Callable[[], None]] = [
            *[self.made_up_path] * 4,
            *(self.anothers_upload, self.gradio_address, self.gradio_address, self.foreign_site),
            *(self.no_session, self.damaged_event, self.large_event, self.broken_upload),
            *(self.flood, self.read_page),
        ]
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.chance.choice(attacks)()
        self.read_page()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        secret = Path(folder) / "secret.txt"
        secret.write_text(f"Mallory: {_SECRET}?\nTrent: {_SECRET}.")
        uploads = Path(folder) / "uploads"
        uploads.mkdir()
        command = [sys.executable, "-c", "from turnwise.ui.cli import main; main()", "chat"]
        command += ["--no-browser", "--port", "0", "--library", str(Path(folder) / "library")]
        errors = Path(folder) / "errors.txt"
        with errors.open("w") as log:
            server = subprocess.Popen(
                command,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env=os.environ | {"TMPDIR": str(uploads)},
            )
        assert server.stdout
        address = server.stdout.readline().split()[3]
        attack = Attack(address, secret, random.Random(options.seed))
        try:
            attack.run(options.seconds)
        except httpx.HTTPError as error:
            attack.faults.append(f"the server does not answer: {error!r}")
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=60)
        left = [str(path) for path in uploads.rglob("turnwise-*")]
        attack.faults += [f"left behind: {path}" for path in left[:5]]
        if "Traceback" in errors.read_text():
            attack.faults.append("a traceback on the server: " + errors.read_text()[-1500:])
    figures = {
        "requests": sum(attack.counts.values()),
        **attack.counts,
        "faults": len(attack.faults),
    }
    print(json.dumps(figures))
    for fault in dict.fromkeys(attack.faults):
        print(fault, file=sys.stderr)
    sys.exit(1 if attack.faults else 0)


if __name__ == "__main__":
    main()
