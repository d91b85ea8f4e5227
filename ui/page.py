"""The chat page, in Gradio."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from typing import Any

import gradio as gr

from ..index.language import ReplyLanguage, reply_language
from ..index.readers import SPEAKER_NAMES
from ..rag import AddReport, Answer, FeedbackVerdict, Library, TurnwiseError
from ..rag.suggest import suggest_questions
from .alias_control import AliasControl
from .labels import LABELS, label
from .transcript_html import TRANSCRIPT_FRAME, citation_cards, related_cards

Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Given:
    """An answer that stands in the conversation, with what it was asked with."""

    answer: Answer
    speakers: list[str] | None
    transcripts: list[str] | None


Answers = dict[int, _Given]  # by the place of its first message in the conversation


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
                    feedback_options=("Like", "Dislike"),
                    examples=[{"text": question} for question in _examples(library)],
                    elem_id="chat",
                )
                answers = gr.State({})
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
                with gr.Tab(text("add"), elem_id="add-tab") as add_tab:
                    files = gr.File(label=text("upload"), file_count="multiple", elem_id="upload")
                    report = gr.HTML(elem_id="report")
                    aliases = AliasControl(library, text)

        def respond(
            asked: str, messages: list[Message], given: Answers, names: list[str], ids: list[str]
        ) -> Iterator[tuple[str, list[Message], Answers]]:
            yield from _respond(library, asked, messages, given, names, ids)

        def judge(given: Answers, event: gr.LikeData, request: gr.Request) -> None:
            _judge(library, given, event, preferred_language(request.headers))

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

        inputs = [question, chat, answers, speakers, transcripts]
        outputs = [question, chat, answers]
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
        new_chat.click(lambda: ([], {}), None, [chat, answers], api_visibility="private")
        # “multiple”: by default a second press is dropped while the first is still under way.
        chat.like(judge, answers, None, trigger_mode="multiple", api_visibility="private")
        aliases.connect(add_tab, report, speakers)
        files.upload(add, files, [report, speakers, transcripts, files], api_visibility="private")
    return page


def _chosen_example(event: gr.SelectData) -> str:
    return event.value["text"]


def _respond(
    library: Library,
    asked: str,
    messages: list[Message],
    given: Answers,
    speakers: list[str],
    ids: list[str],
) -> Iterator[tuple[str, list[Message], Answers]]:
    """(text of the question box, messages, answers) again and again while the answer comes."""
    if not asked.strip():
        yield asked, messages, given
        return
    history = [_text(message) for message in messages if message["role"] == "user"]
    messages = [*messages, _message("user", asked)]
    given = {place: one for place, one in given.items() if place < len(messages)}  # some: cleared
    yield "", [*messages, _message("assistant", "…")], given  # a language model takes its time
    answer_text = ""
    try:
        for event in library.stream(
            asked, history=history, speakers=speakers or None, transcripts=ids or None
        ):
            if isinstance(event, Answer):
                given = {**given, len(messages): _Given(event, speakers or None, ids or None)}
                yield "", messages + _answer_messages(event), given
            else:
                answer_text += event
                yield "", [*messages, _message("assistant", answer_text)], given
    except TurnwiseError as error:
        yield "", [*messages, _message("assistant", str(error))], given


def _judge(library: Library, given: Answers, event: gr.LikeData, language: ReplyLanguage) -> None:
    """Keep the verdict on the answer whose button was pressed; pressed again, take it back."""
    shown = given.get(event.index) if isinstance(event.index, int) else None
    if shown is None:  # an error, or the page was served anew meanwhile
        raise gr.Error(label("not_kept", language))
    verdict: FeedbackVerdict | None = None  # taken back where “liked” is neither
    if isinstance(event.liked, bool):
        verdict = "helpful" if event.liked else "wrong"
    try:
        library.give_feedback(
            shown.answer, verdict, speakers=shown.speakers, transcripts=shown.transcripts
        )
    except TurnwiseError as error:
        raise gr.Error(escape(str(error))) from error


def _answer_messages(answer: Answer) -> list[Message]:
    language = reply_language(answer.question)
    text = answer.text
    if answer.understood_as != answer.question.strip():
        text = f"{label('understood_as', language, question=answer.understood_as)}\n\n{text}"
    if answer.model:
        text = f"{text}\n\n{label('worded_by', language, model=answer.model)}"
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
