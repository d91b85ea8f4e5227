"""Adding over HTTP: jobs, uploads, addresses, the same file twice."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi.testclient import TestClient
from turnwise.rag import Library
from turnwise.ui.server import create_app
from turnwise.ui.server.rest.adding import file_name

TEXT = "Ann: Why does it rain?\nBob: Because of the clouds."
VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Why?\n\n00:03.000 --> 00:04.000\n<v Bob>Because.\n"


def test_text_is_added_once(api: TestClient, library: Library):
    first = api.post("/v1/transcripts", json={"text": TEXT, "name": "rain.txt"})
    assert first.status_code == 201
    [added] = first.json()["report"]["added"]
    assert first.headers["location"] == f"/v1/transcripts/{added['id']}"
    assert library.transcript(added["id"]).title == "rain"
    again = api.post("/v1/transcripts", json={"text": TEXT, "name": "rain.txt"})
    assert again.status_code == 200
    assert [info["id"] for info in again.json()["report"]["unchanged"]] == [added["id"]]


def test_a_file_is_uploaded(api: TestClient, library: Library):
    response = api.post(
        "/v1/transcripts/upload",
        files={"file": ("../talk.vtt", VTT)},
        data={"url": "https://youtu.be/abc", "tags": ["rain", "云"]},
    )
    assert response.status_code == 201
    [added] = response.json()["report"]["added"]
    transcript = library.transcript(added["id"])
    assert (transcript.title, transcript.source, transcript.url) == (
        "talk", "talk.vtt", "https://youtu.be/abc",
    )  # fmt: skip
    again = {"text": VTT, "name": "talk.vtt", "tags": ["Rain", "sky"]}
    [updated] = api.post("/v1/transcripts", json=again).json()["report"]["updated"]
    assert (updated["id"], library.transcripts(tags=["sky"])[0].id) == (added["id"], added["id"])
    assert api.post("/v1/transcripts", json=again | {"tags": ["\t"]}).status_code == 400


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../talk.vtt", "talk.vtt"),
        ("C:\\talks\\talk.vtt", "talk.vtt"),
        ("...", "upload"),
        ("", "upload"),
        (".hidden.vtt", "hidden.vtt"),
        ("a\0b\n.vtt", "ab.vtt"),
        ("访谈" * 60 + ".vtt", "谈" + "访谈" * 32 + ".vtt"),
    ],
)
def test_an_upload_is_kept_under_a_name_that_every_disk_takes(given: str, kept: str):
    assert file_name(given) == kept


def test_a_file_with_a_long_chinese_name_is_uploaded(api: TestClient):
    files = {"file": ("访谈" * 60 + ".vtt", VTT), "names": ("n", b'{"Ann": "Ann Lee"}')}
    response = api.post("/v1/transcripts/upload", files=files)
    assert response.status_code == 201
    assert "Ann Lee" in response.json()["report"]["added"][0]["speakers"]


def test_names_come_along_with_a_file(api: TestClient, library: Library):
    names = ("anything.speakers.json", b'{"Ann": "Ann Lee"}')
    files = {"file": ("rain.txt", TEXT.encode()), "names": names}
    [added] = api.post("/v1/transcripts/upload", files=files).json()["report"]["added"]
    assert "Ann Lee" in library.transcript(added["id"]).speakers


def test_a_client_may_prefer_not_to_wait(api: TestClient):
    prefer = {"Prefer": "respond-async"}
    response = api.post("/v1/transcripts", json={"text": TEXT}, headers=prefer)
    assert response.status_code == 202
    place = response.headers["location"]
    events = api.get(f"{place}/events").text
    assert events.startswith("event: job\n")
    assert '"state": "done"' in events.strip().split("\n\n")[-1]
    job = api.get(place).json()
    assert (job["state"], len(job["report"]["added"])) == ("done", 1)


def test_the_jobs_of_a_server_are_listed(library: Library):
    with TestClient(create_app(library, with_page=False), base_url="http://127.0.0.1") as own:
        prefer = {"Prefer": "respond-async"}
        job = own.post("/v1/transcripts", json={"text": TEXT}, headers=prefer).json()
        assert [each["id"] for each in own.get("/v1/jobs").json()["jobs"]] == [job["id"]]


def test_the_same_file_at_once_is_added_once(api: TestClient, library: Library):
    def add(_: int) -> int:
        return api.post("/v1/transcripts", json={"text": TEXT}).status_code

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(add, range(4))) == [200, 200, 200, 201]
    assert len(library.transcripts()) == 2


@pytest.mark.parametrize(
    ("body", "status", "fault"),
    [
        ({"text": ""}, 422, "the file is empty"),
        (
            {"text": TEXT, "address": "https://example.org/a.txt"},
            400,
            "give either text or address",
        ),
        ({}, 400, "give either text or address"),
        ({"text": TEXT, "url": "no address"}, 400, "is not a web address"),
        ({"address": "http://127.0.0.1:9/a.txt"}, 400, "lies in a private network"),
        ({"address": "http://[::1]/a.txt"}, 400, "lies in a private network"),
        ({"address": "http://169.254.169.254/a"}, 400, "lies in a private network"),
        ({"address": "nonsense"}, 400, "names no host that can be found"),
    ],
)
def test_what_cannot_be_added_is_a_problem(
    shared_api: TestClient, body: dict, status: int, fault: str
):
    response = shared_api.post("/v1/transcripts", json=body)
    assert (response.status_code, fault in response.json()["detail"]) == (status, True), (
        response.text
    )


def test_an_upload_that_is_no_transcript_is_a_problem(api: TestClient, library: Library):
    response = api.post("/v1/transcripts/upload", files={"file": ("a.bin", bytes(range(256)))})
    assert response.status_code == 422
    assert "/tmp" not in response.text
    assert len(library.transcripts()) == 1


@pytest.fixture
def file_server(tmp_path) -> Iterator[str]:
    (tmp_path / "rain.txt").write_text(TEXT, "utf-8")

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args):
            super().__init__(*args, directory=str(tmp_path))

        def log_message(self, format: str, *args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_file_is_added_from_its_address(library: Library, file_server: str):
    app = create_app(library, with_page=False, private_addresses=True)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        response = client.post("/v1/transcripts", json={"address": f"{file_server}/rain.txt"})
        assert response.status_code == 201
        missing = client.post("/v1/transcripts", json={"address": f"{file_server}/none.txt"})
        assert (missing.status_code, "404" in missing.json()["detail"]) == (422, True)


def test_an_address_is_checked_again_when_it_is_asked(
    api: TestClient, file_server: str, monkeypatch: pytest.MonkeyPatch
):
    checked: list[str] = []
    monkeypatch.setattr("turnwise.ui.server.rest.adding.check_public", checked.append)
    address = f"{file_server}/rain.txt"
    assert api.post("/v1/transcripts", json={"address": address}).status_code == 201
    assert checked == [address, address]


def test_an_unknown_job_is_not_found(shared_api: TestClient):
    for method, address in [
        ("GET", "/v1/jobs/x"),
        ("DELETE", "/v1/jobs/x"),
        ("GET", "/v1/jobs/x/events"),
    ]:
        response = shared_api.request(method, address)
        assert (response.status_code, "no job has the id “x”" in response.text) == (404, True)
