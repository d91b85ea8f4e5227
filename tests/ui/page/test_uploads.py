from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from turnwise.rag import UsageError

# Imported by the tests, not here: starlette comes with the page only.
if TYPE_CHECKING:
    from starlette.testclient import TestClient
    from turnwise.ui.page.uploads import Uploads

pytest.importorskip("gradio", reason="the page needs gradio: pip install turnwise[page]")
ANN, BOB = "a" * 32, "b" * 32  # sessions


class Clock:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def uploads(clock: Clock) -> Iterator[Uploads]:
    from turnwise.ui.page.uploads import Uploads

    uploads = Uploads(clock)
    yield uploads
    uploads.close()


@pytest.fixture
def client(uploads: Uploads) -> TestClient:
    """Uploads as the session that the header names."""
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import JSONResponse
    from starlette.routing import Route
    from starlette.testclient import TestClient

    async def upload(request: Request) -> JSONResponse:
        return JSONResponse(await uploads.receive(request, request.headers["session"]))

    return TestClient(Starlette(routes=[Route("/upload", upload, methods=["POST"])]))


def send(client: TestClient, files: Mapping[str, bytes], session: str = ANN) -> list[str]:
    form = [("files", (name, data)) for name, data in files.items()]
    answer = client.post("/upload", files=form, headers={"session": session})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_file_is_given_once_to_the_session_that_sent_it(client: TestClient, uploads: Uploads):
    [path] = send(client, {"talk.txt": b"Ann: Hi."})
    assert uploads.belongs(path, ANN)
    assert not uploads.belongs(path, BOB)
    with pytest.raises(UsageError, match="upload it again"), uploads.take([path], BOB):
        pass
    with uploads.take([path], ANN) as [file]:
        assert file.name == "talk.txt"
        assert file.read_bytes() == b"Ann: Hi."
        assert not uploads.belongs(path, ANN)
    assert not file.parent.exists()
    with pytest.raises(UsageError, match="upload it again"), uploads.take([path], ANN):
        pass


def test_a_path_that_nobody_uploaded_is_refused(uploads: Uploads, tmp_path: Path):
    (tmp_path / "secret").write_text("a secret")
    for path in (str(tmp_path / "secret"), "/etc/passwd", ""):
        assert not uploads.belongs(path, ANN)
        with pytest.raises(UsageError), uploads.take([path], ANN):
            pass
    assert (tmp_path / "secret").exists()


def test_the_same_file_of_two_sessions_is_two_files(client: TestClient, uploads: Uploads):
    [anns], [bobs] = send(client, {"talk.txt": b"Hi"}), send(client, {"talk.txt": b"Hi"}, BOB)
    with uploads.take([anns], ANN):
        pass
    with uploads.take([bobs], BOB) as [file]:
        assert file.read_bytes() == b"Hi"


def test_nobody_else_on_this_machine_may_read_uploads(client: TestClient):
    [path] = send(client, {"talk.txt": b"Hi"})
    assert all(Path(path).parents[n].stat().st_mode & 0o077 == 0 for n in range(3))


def test_uploads_that_no_event_follows_are_removed(
    client: TestClient, uploads: Uploads, clock: Clock
):
    from turnwise.ui.page.uploads import MAX_WAIT_S

    [old] = send(client, {"old.txt": b"Hi"})
    clock.seconds = MAX_WAIT_S / 2
    [young] = send(client, {"young.txt": b"Hi"})
    clock.seconds = MAX_WAIT_S + 1
    uploads.sweep()
    assert not Path(old).exists()
    assert not uploads.belongs(old, ANN)
    assert Path(young).exists()


def test_closing_removes_all_and_leaves_no_folder(client: TestClient, uploads: Uploads):
    [path] = send(client, {"talk.txt": b"Hi"})
    uploads.close()
    assert not Path(path).parents[1].exists()


def test_number_and_total_size_are_bounded(
    client: TestClient, uploads: Uploads, monkeypatch: pytest.MonkeyPatch
):
    from turnwise.ui.page import uploads as module

    monkeypatch.setattr(module, "MAX_FILES", 3)
    monkeypatch.setattr(module, "MAX_FILE_BYTES", 50)
    monkeypatch.setattr(module, "MAX_TOTAL_BYTES", 1000)
    monkeypatch.setattr(module, "_FORM_BYTES", 0)

    def refused(files: Mapping[str, bytes]) -> str:
        form = [("files", (name, data)) for name, data in files.items()]
        answer = client.post("/upload", files=form, headers={"session": BOB})
        assert answer.status_code in (400, 413)
        return answer.text

    paths = send(client, {"1.txt": b"1", "2.txt": b"2"})
    assert "“big.txt” has more than" in refused({"big.txt": b"x" * 51})
    assert "of uploads at a time" in refused({"huge.txt": b"x" * 1001})
    assert "files wait to be added" in refused({"3.txt": b"3", "4.txt": b"4"})
    with uploads.take(paths, ANN):
        pass
    send(client, {"3.txt": b"3", "4.txt": b"4"}, BOB)  # there is room again


def test_an_upload_without_a_length_is_refused(client: TestClient):
    answer = client.post("/upload", content=iter([b"x"]), headers={"session": ANN})
    assert answer.status_code == 411


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\talks\\talk.vtt", "talk.vtt"),
        ("访谈 2018：贾扬清.txt", "访谈 2018：贾扬清.txt"),
        ("..", "upload"),
        ("a\x1b[31m.txt", "a_[31m.txt"),
        ("长" * 200 + ".vtt.speakers.json", "长" * 62 + ".speakers.json"),
    ],
    ids=["above", "Windows", "Chinese", "dots", "escape", "long"],
)
def test_a_file_keeps_its_name_as_far_as_it_is_safe(sent: str, name: str):
    from turnwise.ui.page.uploads import _file_name

    assert _file_name(sent) == name


def test_a_closed_application_leaves_the_environment_as_it_was(uploads: Uploads):
    import os

    assert os.environ["GRADIO_TEMP_DIR"]
    uploads.close()
    folder = os.environ.get("GRADIO_TEMP_DIR")
    assert folder is None or Path(folder).exists()
