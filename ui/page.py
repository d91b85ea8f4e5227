"""The chat page, in Gradio."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape, unescape
from pathlib import Path
from typing import Any

import gradio as gr

from ..index.language import ReplyLanguage, reply_language
from ..index.readers import SPEAKER_NAMES
from ..rag import AddReport, Answer, Library, TurnwiseError
from ..rag.suggest import suggest_questions
from .labels import LABELS, label
from .transcript_html import TRANSCRIPT_FRAME, citation_cards, related_cards

Message = dict[str, Any]

# For the interview that comes with Turnwise; other libraries suggest questions of their own.
_SAMPLE_SOURCE = "interview.txt"
_SAMPLE_QUESTIONS = [
    "what did he say about OpenCL",
    "谁问了 Julia？",
    "research 和 production 的矛盾是什么？",
    "What is unframework?",
]

THEME = gr.themes.Default(  # pyright: ignore[reportPrivateImportUsage]
    primary_hue="indigo",
    font=[
        "system-ui",
        "-apple-system",
        "Segoe UI",
        "PingFang SC",
        "Noto Sans CJK SC",
        "sans-serif",
    ],
    font_mono=["ui-monospace", "Menlo", "Consolas", "monospace"],
)
# The cards below an answer may be long: the question and the answer are what to see first.
_SHOW_LAST_QUESTION = """() => {
    const asked = document.querySelectorAll("#chat .message-row.user-row");
    asked[asked.length - 1]?.scrollIntoView({ block: "start" });
}"""
STYLE = Path(__file__).with_name("style.css")
TRANSLATIONS = gr.I18n(**LABELS)


def build_page(library: Library) -> gr.Blocks:
    """The page over one library; nothing is served yet."""
    text = TRANSLATIONS
    with gr.Blocks(title="Turnwise", analytics_enabled=False, fill_width=True) as page:
        gr.Markdown("# Turnwise")
        gr.Markdown(text("tagline"))
        with gr.Row():
            with gr.Column(scale=3):
                chat = gr.Chatbot(
                    label=text("chat"),
                    height="62vh",
                    autoscroll=False,
                    render_markdown=False,
                    latex_delimiters=[],
                    buttons=[],
                    feedback_options=None,
                    examples=[{"text": question} for question in _examples(library)],
                    elem_id="chat",
                )
                with gr.Row():
                    question = gr.Textbox(
                        placeholder=text("ask_placeholder"),
                        label=text("ask"),
                        show_label=False,
                        scale=8,
                        autofocus=True,
                        elem_id="question",
                    )
                    ask = gr.Button(text("ask"), variant="primary", scale=1, elem_id="ask")
                with gr.Row():
                    speakers = gr.Dropdown(
                        library.speakers(),
                        label=text("speakers"),
                        multiselect=True,
                        elem_id="speakers",
                    )
                    transcripts = gr.Dropdown(
                        _transcripts(library),
                        label=text("transcripts"),
                        multiselect=True,
                        elem_id="transcripts",
                    )
                new_chat = gr.Button(text("new_chat"), size="sm", elem_id="new-chat")
            with gr.Column(scale=2):
                with gr.Tab(text("transcript")):
                    gr.HTML(
                        f'<iframe name="{TRANSCRIPT_FRAME}" src="/transcripts" '
                        'title="transcript" sandbox="allow-same-origin"></iframe>',
                        elem_id="transcript-frame",
                    )
                with gr.Tab(text("add"), elem_id="add-tab"):
                    files = gr.File(label=text("upload"), file_count="multiple", elem_id="upload")
                    report = gr.HTML(elem_id="report")

        def respond(
            asked: str, messages: list[Message], names: list[str], ids: list[str]
        ) -> Iterator[tuple[str, list[Message]]]:
            yield from _respond(library, asked, messages, names, ids)

        def add(
            paths: list[str],
            request: gr.Request,
            progress: gr.Progress = gr.Progress(),  # noqa: B008 - how Gradio injects it
        ) -> tuple[str, Any, Any, Any]:
            shown = _add(library, [Path(path) for path in paths or []], request, progress)
            return (
                shown,
                gr.update(choices=library.speakers()),
                gr.update(choices=_transcripts(library)),
                None,
            )

        inputs, outputs = [question, chat, speakers, transcripts], [question, chat]
        chosen = chat.example_select(_chosen_example, None, question, api_visibility="private")
        for event in (question.submit, ask.click, chosen.then):
            answered = event(
                respond, inputs, outputs, show_progress="hidden", api_visibility="private"
            )
            answered.then(None, js=_SHOW_LAST_QUESTION)
        page.load(
            lambda: (
                gr.update(choices=library.speakers()),
                gr.update(choices=_transcripts(library)),
            ),
            None,
            [speakers, transcripts],
            api_visibility="private",
        )
        new_chat.click(lambda: [], None, chat, api_visibility="private")
        files.upload(add, files, [report, speakers, transcripts, files], api_visibility="private")
    return page


def _chosen_example(event: gr.SelectData) -> str:
    return event.value["text"]


def _respond(
    library: Library, asked: str, messages: list[Message], speakers: list[str], ids: list[str]
) -> Iterator[tuple[str, list[Message]]]:
    """(text of the question box, messages) again and again while the answer comes."""
    if not asked.strip():
        yield asked, messages
        return
    history = [_text(message) for message in messages if message["role"] == "user"]
    messages = [*messages, _message("user", asked)]
    yield "", messages
    answer_text = ""
    try:
        for event in library.stream(
            asked, history=history, speakers=speakers or None, transcripts=ids or None
        ):
            if isinstance(event, Answer):
                yield "", messages + _answer_messages(event)
            else:
                answer_text += event
                yield "", [*messages, _message("assistant", answer_text)]
    except TurnwiseError as error:
        yield "", [*messages, _message("assistant", str(error))]


def _answer_messages(answer: Answer) -> list[Message]:
    language = reply_language(answer.question)
    text = answer.text
    if answer.understood_as != answer.question.strip():
        text = f"{label('understood_as', language, question=answer.understood_as)}\n\n{text}"
    messages = [_message("assistant", text)]
    if answer.citations:
        cards = citation_cards(answer.citations, language)
        messages.append(_message("assistant", gr.HTML(cards)))
    elif answer.related:
        messages.append(_message("assistant", gr.HTML(related_cards(answer.related, language))))
    return messages


def _message(role: str, content: str | gr.HTML) -> Message:
    # Even without Markdown the chat takes text for HTML, so text goes in escaped.
    return {"role": role, "content": escape(content) if isinstance(content, str) else content}


def _text(message: Message) -> str:
    """The words of a message as Gradio hands it back: a string, or a list of parts."""
    content = message["content"]
    parts = [{"text": content}] if isinstance(content, str) else content
    return unescape("".join(part.get("text", "") for part in parts if isinstance(part, dict)))


def _add(library: Library, paths: list[Path], request: gr.Request, progress: gr.Progress) -> str:
    """Add uploaded files one by one, with the names that came along; what came of each, as HTML."""
    language = preferred_language(request.headers)
    lines: list[str] = []
    for path in _with_names_beside(paths):

        def on_progress(done: int, total: int, name: str = path.name) -> None:
            progress((done, total), desc=label("reading", language, title=name))

        try:
            report = library.add(path, on_progress=on_progress)
        except TurnwiseError as error:
            lines.append(_failed(error, path, language))
        else:
            lines += _report_lines(report, path, language)
        for file in (path, *path.parent.glob(f"*{SPEAKER_NAMES}")):
            file.unlink(missing_ok=True)  # Gradio keeps uploads in a folder that others may read
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _with_names_beside(paths: list[Path]) -> list[Path]:
    """The uploads, each of which Gradio puts in a folder of its own, without `*.speakers.json`
    that belong to one of them, which is moved beside it."""
    remaining = list(paths)
    for names in paths:
        stem = names.name.removesuffix(SPEAKER_NAMES)
        owner = next((path for path in paths if stem in (path.name, path.stem)), names)
        if owner != names:
            remaining.remove(names)
            names.replace(owner.with_name(names.name))
    return remaining


def _report_lines(report: AddReport, path: Path, language: ReplyLanguage) -> list[str]:
    """One line for each transcript and file of an upload, which may be a zip file."""
    added = [
        label(
            "added",
            language,
            title=t.title,
            format=t.format or "",
            turns=len(t.turns),
            notes=len(t.notes),
        )
        for t in report.added
    ]
    there = [
        label("unchanged", language, title=t.title) for t in (*report.updated, *report.unchanged)
    ]
    skipped = [label("skipped", language, name=file.name) for file in report.skipped]
    failed = [_failed(error, path, language) for error in report.failed]
    return added + there + skipped + failed


def _failed(error: TurnwiseError, path: Path, language: ReplyLanguage) -> str:
    # Of the place where the upload lies for the moment only the name tells anything.
    return label("failed", language, error=str(error).replace(str(path), path.name))


def preferred_language(headers: Mapping[str, str]) -> ReplyLanguage:
    """Chinese when the browser prefers it."""
    preferred = headers.get("accept-language", "")
    return "zh" if preferred.lower().startswith("zh") else "en"


def _transcripts(library: Library) -> list[tuple[str, str]]:
    """(what is shown, id) of each transcript."""
    return [
        (f"{info.title} · {info.date}" if info.date else info.title, info.id)
        for info in library.transcripts()
    ]


def _examples(library: Library) -> list[str]:
    if any(info.source == _SAMPLE_SOURCE for info in library.transcripts()):
        return _SAMPLE_QUESTIONS
    return suggest_questions(library)
