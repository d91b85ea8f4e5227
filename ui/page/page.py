"""The chat page, in Gradio."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr
from starlette.datastructures import Headers

from ...index.readers import SPEAKER_NAMES
from ...index.text.language import ReplyLanguage
from ...rag import AddReport, Answer, FeedbackVerdict, Library, TurnwiseError
from ...rag.suggested_questions import suggest_questions
from ..labels import LABELS, label
from .alias_control import AliasControl
from .conversation import Asked, Conversation, Message, answer_text
from .guard import session_of
from .transcript_html import TRANSCRIPT_FRAME
from .uploads import Uploads

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


def build_page(library: Library, uploads: Uploads) -> gr.Blocks:
    """The page over one library; nothing is served yet.

    Args:
        uploads: where the files that the page uploads come from.
    """
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
                talk = gr.State(Conversation())
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

        def ask_now(
            asked: str, talk: Conversation, names: list[str], ids: list[str]
        ) -> tuple[str, list[Message]]:
            if asked.strip():
                talk.ask(Asked(asked, names or None, ids or None))
            return "", talk.messages()

        def respond(talk: Conversation) -> Iterator[list[Message]]:
            yield from _respond(library, talk)

        def judge(talk: Conversation, event: gr.LikeData, request: gr.Request) -> None:
            _judge(library, talk, event, preferred_language(request.headers))

        def add(
            paths: list[str],
            request: gr.Request,
            progress: gr.Progress = gr.Progress(),  # noqa: B008 - how Gradio injects it
        ) -> tuple[str, Any, Any, Any]:
            shown = _add_uploads(library, uploads, paths or [], request, progress)
            return (
                shown,
                gr.update(choices=library.speakers()),
                gr.update(choices=_transcripts(library)),
                None,
            )

        inputs = [question, talk, speakers, transcripts]
        chosen = chat.example_select(_chosen_example, None, question, api_visibility="private")
        answering: list[Any] = []
        for event in (question.submit, ask.click, chosen.then):
            # The question is taken at once, and answered when those before it are. “multiple”: by
            # default Gradio drops an event while the one before it is under way.
            taken = event(
                ask_now,
                inputs,
                [question, chat],
                concurrency_limit=None,
                show_progress="hidden",
                trigger_mode="multiple",
                api_visibility="private",
            )
            answered = taken.then(
                respond,
                talk,
                chat,
                show_progress="hidden",
                trigger_mode="multiple",
                api_visibility="private",
            )
            answering.append(answered)
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
        new_chat.click(
            lambda: ([], Conversation()),
            None,
            [chat, talk],
            cancels=answering,
            api_visibility="private",
        )
        chat.like(judge, talk, None, trigger_mode="multiple", api_visibility="private")
        aliases.connect(add_tab, report, speakers)
        files.upload(add, files, [report, speakers, transcripts, files], api_visibility="private")
    return page


def _chosen_example(event: gr.SelectData) -> str:
    return event.value["text"]


def _respond(library: Library, talk: Conversation) -> Iterator[list[Message]]:
    """The messages again and again while the answer to the first waiting question comes."""
    asked = talk.begin()
    yield talk.messages()
    if asked is None:
        return
    text = ""
    try:
        for event in library.stream(
            asked.question,
            history=talk.history(),
            speakers=asked.speakers,
            transcripts=asked.transcripts,
        ):
            if isinstance(event, Answer):
                talk.show(answer_text(event), event)
            else:
                text += event
                talk.show(text)
            yield talk.messages()
    except TurnwiseError as error:
        talk.show(str(error))
        yield talk.messages()


def _judge(
    library: Library, talk: Conversation, event: gr.LikeData, language: ReplyLanguage
) -> None:
    """Keep the verdict on the answer whose button was pressed; pressed again, take it back."""
    reply = talk.reply_at(event.index) if isinstance(event.index, int) else None
    if reply is None or reply.answer is None:  # an error, or the server was started again
        raise gr.Error(label("not_kept", language))
    verdict: FeedbackVerdict | None = None  # taken back where “liked” is neither
    if isinstance(event.liked, bool):
        verdict = "helpful" if event.liked else "wrong"
    try:
        library.give_feedback(
            reply.answer,
            verdict,
            speakers=reply.asked.speakers,
            transcripts=reply.asked.transcripts,
        )
    except TurnwiseError as error:
        raise gr.Error(escape(str(error))) from error


def _add_uploads(
    library: Library,
    uploads: Uploads,
    paths: list[str],
    request: gr.Request,
    progress: gr.Progress,
) -> str:
    """Add what this session uploaded; what came of each file, as HTML."""
    language = preferred_language(request.headers)
    try:
        with uploads.take(paths, session_of(Headers(request.headers)) or "") as files:
            lines = _add(library, files, language, progress)
    except TurnwiseError as error:
        lines = [label("failed", language, error=str(error))]
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _add(
    library: Library, paths: list[Path], language: ReplyLanguage, progress: gr.Progress
) -> list[str]:
    """Add files one by one, with the names that came along; a line for what came of each."""
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
    return lines


def _with_names_beside(paths: list[Path]) -> list[Path]:
    """The uploads, each of which lies in a folder of its own, without `*.speakers.json`
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
    not_read = [
        label("not_read", language, title=t.title, words=t.n_words_not_read)
        for t in (*report.added, *report.updated, *report.unchanged)
        if t.n_words_not_read
    ]
    skipped = [label("skipped", language, name=file.name) for file in report.skipped]
    failed = [_failed(error, path, language) for error in report.failed]
    return added + there + not_read + skipped + failed


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
