"""Misuse the page's server over HTTP, and see that it gives nothing away and goes on.

    python tests/attack/page.py [--seconds 60] [--seed 1]

Another program of this machine and a foreign web site try, at random: events of Gradio with made-up
paths of files, its uploads, all its addresses, requests without a session, foreign origins and
hosts, talks full of markup, damaged and large corrections, uploads that break off. A person's
upload and views must go on working in between. Prints one line of JSON; exit 1 if a secret came
out, markup got in, the server failed, or a file was left behind.
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
)
_EVIL = "<img src=x onerror=alert(1)>"
_REFUSALS = (400, 401, 403, 404, 405, 409, 411, 413, 422)


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
        paths = [str(self.secret), "/etc/passwd", "/proc/self/environ", "http://127.0.0.1:1/x", 7]
        file = {"path": self.chance.choice(paths), "meta": {"_type": "gradio.FileData"}}
        event = {"data": [[file]], "fn_index": 0, "session_hash": "s1", "trigger_id": None}
        who = self.chance.choice([self.me, self.other, self.stranger])
        self.refused("made-up path", who.post("/gradio_api/queue/join", json=event))

    def gradio_upload(self) -> None:
        form = {"files": ("mine.txt", f"Ann: {_SECRET}?\nBob: Mine.".encode())}
        self.refused("Gradio's upload", self.me.post("/gradio_api/upload", files=form))

    def gradio_address(self) -> None:
        address = self.chance.choice(_ADDRESSES).format(path=str(self.secret).lstrip("/"))
        method = self.chance.choice(["GET", "POST", "PUT", "DELETE", "HEAD"])
        who = self.chance.choice([self.me, self.stranger])
        answer = who.request(method, address, content=b"{}" if method != "GET" else None)
        self.refused("Gradio's address", answer)
        if answer.status_code not in _REFUSALS:
            self.faults.append(f"{method} {address}")

    def foreign_site(self) -> None:
        headers = self.chance.choice(
            [{"origin": "http://evil.example"}, {"origin": "null"}, {"host": "evil.example"}]
        )
        method, address = self.chance.choice(
            [
                ("POST", "/chat/samples"),
                ("DELETE", "/v1/transcripts/x"),
                ("POST", "/v1/changes/1/undo"),
            ]
        )
        self.refused("foreign site", self.me.request(method, address, headers=headers))

    def no_session(self) -> None:
        self.refused("no session", self.stranger.post("/chat/samples"))

    def hostile_talk(self) -> None:
        """Its words stay text in every view; it is removed afterwards."""
        name = self.chance.randrange(1 << 30)
        text = f"{_EVIL} {name}: Is it {_EVIL}?\nBo: It is {_EVIL} and xylophone {name}."
        added = self.me.post("/v1/transcripts", json={"text": text, "name": f"{_EVIL}.txt"})
        self.harmless("hostile talk", added)
        self.counts["hostile talk"] += 1
        report = added.json().get("report") or {"added": []}
        for transcript in report["added"]:
            id = transcript["id"]
            views = ("/library", f"/transcripts/{id}?turn=2", f"/figures?transcript={id}")
            for address in (*views, "/figures", f"/look-up?term=xylophone&speaker={_EVIL}"):
                answer = self.me.get(address)
                self.harmless(address, answer)
                if _EVIL in answer.text:
                    self.faults.append(f"markup got into {address}")
            self.me.delete(f"/v1/transcripts/{id}")

    def damaged_correction(self) -> None:
        body = json.dumps({"text": "Other words.", "version": None, "at": 3}).encode()
        place = self.chance.randrange(len(body))
        body = body[:place] + os.urandom(self.chance.randrange(1, 40)) + body[place:]
        kind = self.chance.choice(["", "/split", "/join"])
        address = f"/v1/transcripts/{self.chance.choice(['x', '0' * 16])}/turns/1{kind}"
        answer = self.me.request("POST" if kind else "PATCH", address, content=body)
        self.refused("damaged correction", answer)

    def large_body(self) -> None:
        body = b'{"text": "' + b"x" * (6 << 20) + b'"}'
        # The server may stop to read and close the connection, so it is one of its own.
        with suppress(httpx.TransportError), httpx.Client(base_url=self.address) as client:
            self.refused("large body", client.post("/v1/transcripts", content=body))

    def broken_upload(self) -> None:
        host, port = re.findall(r"//(.+):(\d+)/", self.address)[0]
        head = (
            f"POST /v1/transcripts/upload HTTP/1.1\r\nHost: {host}:{port}\r\n"
            "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 5000000\r\n\r\n--b\r\n"
            'Content-Disposition: form-data; name="file"; filename="x.txt"\r\n\r\n'
        )
        with socket.create_connection((host, int(port)), timeout=10) as connection:
            connection.sendall(head.encode() + b"Ann: Hi.\n" * self.chance.randrange(1000))
        self.counts["broken upload"] += 1

    def read_page(self) -> None:
        """A person reads on."""
        for address in ("/", "/transcripts", "/library", "/look-up", "/styles/colours.css"):
            answer = self.me.get(address)
            self.harmless("page", answer)
            if answer.status_code != 200:
                self.faults.append(f"page: {address} gives HTTP {answer.status_code}")
        for id in set(re.findall(r"transcripts/([0-9a-f]{16})", self.me.get("/transcripts").text)):
            self.harmless("transcript", self.me.get(f"/transcripts/{id}"))
        self.counts["page"] += 1

    def run(self, seconds: float) -> None:
        attacks: list[Callable[[], None]] = [
            *(self.made_up_path, self.gradio_upload, self.gradio_address, self.gradio_address),
            *(self.foreign_site, self.no_session, self.hostile_talk, self.damaged_correction),
            *(self.large_body, self.broken_upload, self.read_page),
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
