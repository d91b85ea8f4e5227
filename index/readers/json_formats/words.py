"""JSON that times single words: Deepgram, AssemblyAI, 通义听悟, AWS, Rev, Google.

This module joins words to sentences of one speaker; sentences become turns later.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ..utterances import TimedLink, Utterance, join_text, to_seconds
from .fields import Json, at, is_list_of, name_of, objects_in, text_of

_MAX_NODES = 10_000  # nodes visited to find paragraphs


def spoken_words(
    words: Iterable[Json],
    *,
    text: tuple[str, ...],
    speaker: str,
    start: str = "start",
    end: str = "end",
    per_second: int = 1,
    first_speaker: str | None = None,
) -> Iterator[Utterance]:
    """One utterance per word; `to_turns` joins neighbours of one speaker."""
    name = first_speaker
    for word in words:
        if isinstance(word, Mapping):
            name = name_of(at(word, speaker)) or name
            spoken = next((text_of(word[key]) for key in text if word.get(key)), "")
            yield Utterance(
                spoken,
                name,
                to_seconds(at(word, start), per_second),
                to_seconds(at(word, end), per_second),
            )


def assemblyai_words(data: Json) -> tuple[str, list[Utterance]] | None:
    """AssemblyAI without speaker recognition: only words, in milliseconds."""
    words = at(data, "words")
    if not is_list_of(words, "text") or at(data, "segments") is not None:
        return None
    spoken = spoken_words(words, text=("text",), speaker="speaker", per_second=1000)
    return "AssemblyAI JSON", list(sentences(timed(spoken)))


def deepgram_words(data: Json) -> tuple[str, list[Utterance]] | None:
    """Deepgram without utterances: the words of each channel."""
    channels = at(data, "results.channels")
    if not is_list_of(channels, "alternatives"):
        return None
    utterances: list[Utterance] = []
    for number, channel in enumerate(channels):
        best = at(channel, "alternatives.0")
        words = at(best, "words")
        own = f"Channel {number}" if len(channels) > 1 else None
        if is_list_of(words, "word"):
            spoken = spoken_words(
                words, text=("punctuated_word", "word"), speaker="speaker", first_speaker=own
            )
            utterances += sentences(spoken)
        elif isinstance(at(best, "transcript"), str):
            utterances.append(Utterance(best["transcript"], own))
    if len(channels) > 1:
        utterances.sort(key=lambda utterance: utterance.start_s or 0)
    return "Deepgram JSON", utterances


def sentences(words: Iterable[Utterance]) -> Iterator[Utterance]:
    """Join the words of one speaker up to the end of a sentence."""
    held: list[Utterance] = []
    for word in words:
        if held and word.speaker != held[-1].speaker:
            yield _together(held)
            held = []
        held.append(word)
        if re.search(r"[.?!。？！]$", word.text):
            yield _together(held)
            held = []
    if held:
        yield _together(held)


def _together(words: list[Utterance]) -> Utterance:
    text = join_text(word.text for word in words)
    return Utterance(text, words[0].speaker, words[0].start_s, words[-1].end_s)


def _find_list(data: Json, key: str, field: str) -> list[Json] | None:
    """The first list under `key`, at any depth, whose objects have `field`; None without one."""
    queue = deque([data])
    for _ in range(_MAX_NODES):
        if not queue:
            break
        node = queue.popleft()
        if isinstance(node, Mapping):
            if is_list_of(value := node.get(key), field):
                return value
            queue.extend(value for value in node.values() if isinstance(value, Mapping))
    return None


def tingwu(data: Json) -> tuple[str, list[Utterance]] | None:
    """通义听悟: paragraphs of words, in milliseconds."""
    paragraphs = _find_list(data, "Paragraphs", "Words")
    if paragraphs is None:
        return None
    utterances: list[Utterance] = []
    for paragraph in paragraphs:
        words = objects_in(paragraph.get("Words"))
        text = "".join(text_of(word.get("Text"), strip=False) for word in words)
        times = [to_seconds(word.get("Start"), 1000) for word in words]
        ends = [to_seconds(word.get("End"), 1000) for word in words]
        speaker = at(paragraph, "SpeakerName") or at(paragraph, "SpeakerId")
        name = name_of(speaker)
        if name and name.removeprefix("Speaker ").isdigit():
            name = f"发言人 {name.removeprefix('Speaker ')}"
        utterances.append(
            Utterance(text, name, times[0] if times else None, ends[-1] if ends else None)
        )
    return "Tingwu JSON", utterances


def tingwu_links(data: Json) -> tuple[TimedLink, ...]:
    """The links in 通义听悟's 问答回顾, which gives ids of sentences that ask and that answer."""
    begins: dict[object, float] = {}
    for paragraph in _find_list(data, "Paragraphs", "Words") or ():
        for word in objects_in(paragraph.get("Words")):
            start_s = to_seconds(word.get("Start"), 1000)
            if start_s is not None:
                begins.setdefault(str(word.get("SentenceId")), start_s)

    def moments(ids: Json) -> tuple[float, ...]:
        listed = ids if isinstance(ids, list) else []
        return tuple(begins[str(id)] for id in listed if str(id) in begins)

    links: list[TimedLink] = []
    for pair in _find_list(data, "QuestionsAnsweringSummary", "Question") or ():
        asked = moments(pair.get("SentenceIdsOfQuestion"))
        answered = moments(pair.get("SentenceIdsOfAnswer"))
        if asked and answered:
            links.append(TimedLink(min(asked), answered))
    return tuple(links)


def aws_items(data: Json) -> tuple[str, list[Utterance]] | None:
    """AWS Transcribe: words and punctuation; speakers stand in each item or in segments."""
    items = at(data, "results.items")
    if not is_list_of(items, "alternatives"):
        return None
    labels = {
        str(item.get("start_time")): item.get("speaker_label")
        for segment in objects_in(at(data, "results.speaker_labels.segments"))
        for item in objects_in(segment.get("items"))
    }
    words = [
        {
            "word": at(item, "alternatives.0.content"),
            "speaker": at(item, "speaker_label") or labels.get(str(at(item, "start_time"))),
            "start": at(item, "start_time"),
            "end": at(item, "end_time"),
        }
        for item in objects_in(items)
    ]
    return "AWS Transcribe JSON", list(
        sentences(timed(spoken_words(words, text=("word",), speaker="speaker")))
    )


def timed(words: Iterable[Utterance], start_s: float | None = None) -> Iterator[Utterance]:
    """Give words without a time, such as punctuation, the end of the word before.

    Args:
        start_s: the time of words before the first timed one.
    """
    for word in words:
        if word.start_s is not None:
            start_s = word.start_s if word.end_s is None else word.end_s
            yield word
        else:
            yield replace(word, start_s=start_s, end_s=start_s)


def rev(data: Json) -> tuple[str, list[Utterance]] | None:
    """Rev: monologues of words and punctuation, spaces included."""
    monologues = at(data, "monologues")
    if not is_list_of(monologues, "elements"):
        return None
    names = {
        str(speaker.get("id")): text_of(speaker.get("name"))
        for speaker in objects_in(at(data, "speakers"))
    }
    utterances: list[Utterance] = []
    for monologue in monologues:
        elements = objects_in(monologue.get("elements"))
        starts = [t for e in elements if (t := _rev_time(e, "ts", "timestamp")) is not None]
        ends = [t for e in elements if (t := _rev_time(e, "end_ts", "end_timestamp")) is not None]
        speaker = monologue.get("speaker")
        utterances.append(
            Utterance(
                "".join(text_of(e.get("value"), strip=False) for e in elements),
                names.get(str(speaker))
                or name_of(at(monologue, "speaker_info.display_name"))
                or name_of(speaker),
                starts[0] if starts else None,
                ends[-1] if ends else None,
            )
        )
    return "Rev JSON", utterances


def _rev_time(element: Json, *keys: str) -> float | None:
    return next((t for key in keys if (t := to_seconds(element.get(key))) is not None), None)


def google(data: Json) -> tuple[str, list[Utterance]] | None:
    """Google: words with a speaker each, or results that only have an end time."""
    results = at(data, "results") or at(data, "response.results")
    if not is_list_of(results, "alternatives"):
        return None
    best = [at(result, "alternatives.0") for result in results]
    spoken_by = [
        words
        for guess in best
        if (words := objects_in(at(guess, "words")))
        and (at(words[0], "speakerTag") or at(words[0], "speakerLabel"))
    ]
    if spoken_by:  # the last result repeats all words with speakers
        words = spoken_by[-1]
        spoken = spoken_words(
            words,
            text=("word",),
            speaker="speakerTag" if "speakerTag" in words[0] else "speakerLabel",
            start="startTime" if "startTime" in words[0] else "startOffset",
            end="endTime" if "endTime" in words[0] else "endOffset",
        )
        return "Google Speech JSON", list(sentences(spoken))
    utterances: list[Utterance] = []
    end_s = 0.0
    for result, guess in zip(results, best, strict=True):  # a result begins where the last ended
        start_s = to_seconds(at(guess, "words.0.startTime") or at(guess, "words.0.startOffset"))
        ends_s = to_seconds(at(result, "resultEndTime") or at(result, "resultEndOffset"))
        known = start_s is not None or ends_s is not None
        text = text_of(at(guess, "transcript"))
        utterances.append(Utterance(text, None, (start_s or end_s) if known else None, ends_s))
        end_s = end_s if ends_s is None else ends_s
    return "Google Speech JSON", utterances
