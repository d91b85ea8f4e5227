"""Open WebUI's way of asking, and what a person sees there.

The shapes are those of its source: `routers/openai.py` lists models and sends requests,
`utils/middleware.py` reads the stream, `config.py` has the prompts of its tasks.
"""

from __future__ import annotations

import json
import re

import httpx
import pytest

QUESTION = "what did he say about OpenCL"
TASK = """### Task:
{task}
### Guidelines:
- Use the chat's primary language; default to English if multilingual.
### Output:
JSON format: {output}
### Chat History:
<chat_history>
USER: {question}
ASSISTANT: Yangqing, answering Q5: … [1]
</chat_history>"""


def ask(address: str, question: str, model: str = "turnwise") -> tuple[str, list[dict]]:
    """The text and the sources of a chat, read from the stream as Open WebUI reads it."""
    request = {
        "stream": True,
        "model": model,
        "messages": [
            {"role": "system", "content": "User Context: it is Monday"},
            {"role": "user", "content": question},
        ],
        "stream_options": {"include_usage": True},
        "chat_id": "5a4dbdb2-33c3-4f5e-9f5d-1f1b9a6f2a11",
        "id": "0c9f6a35-2b83-4a6c-8f5e-6d6cf0a3b0f2",
        "session_id": "wJ5m0QyqB1a7AAAB",
        "features": {"web_search": False},
        "background_tasks": {"title_generation": True, "tags_generation": True},
        "tools": [{"type": "function", "function": {"name": "search_web", "parameters": {}}}],
    }
    headers = {"Authorization": "Bearer none", "X-OpenWebUI-User-Name": "Ann"}
    response = httpx.post(f"{address}/v1/chat/completions", json=request, headers=headers)
    assert response.status_code == 200
    content, sources = "", []
    for line in response.text.splitlines():
        data = line.removeprefix("data:").strip()
        if not data or data == "[DONE]":
            continue
        for choice in json.loads(data)["choices"][:1]:
            delta = choice["delta"]
            content += delta.get("content") or ""
            for annotation in delta.get("annotations", []):
                cited = annotation["url_citation"]
                if cited["url"] not in [source["url"] for source in sources]:
                    sources.append({"name": cited["title"], "url": cited["url"]})
    return content, sources


def test_its_list_of_models_has_names(address: str):
    models = httpx.get(f"{address}/v1/models", headers={"Authorization": "Bearer none"}).json()
    names = [model["name"] for model in models["data"]]
    assert names[:2] == ["Turnwise", "Facebook AI 贾扬清:AI,从大数据问题演进到高性能"]


def test_a_person_sees_the_words_and_under_their_number_who_said_them(address: str):
    content, sources = ask(address, QUESTION)
    assert content.startswith("Yangqing, answering Q5:\n“我目前也不是太清楚OpenCL")
    assert content.endswith("” [1]")
    title = "Yangqing: Facebook AI 贾扬清:AI,从大数据问题演进到高性能 · 2018-11-02 · turn 27"
    assert [source["name"] for source in sources] == [title]
    assert "OpenCL" in httpx.get(sources[0]["url"]).json()["quote"]


def test_each_number_leads_to_its_own_source(address: str):
    content, sources = ask(address, "summarize the interview")
    numbers = sorted({int(n) for n in re.findall(r"\[(\d+)\]", content)})
    assert len(numbers) > 3
    assert numbers == list(range(1, len(sources) + 1))
    for line in content.splitlines():
        if (match := re.search(r"“([^”…]+)”[^“]*\[(\d+)\]", line)) is not None:
            quote = httpx.get(sources[int(match[2]) - 1]["url"]).json()["quote"]
            assert match[1].strip() in quote


@pytest.mark.parametrize(
    ("task", "output", "reply"),
    [
        (
            "Generate a concise, 3-5 word title with an emoji summarizing the chat history.",
            '{ "title": "your concise title here" }',
            {"title": QUESTION},
        ),
        (
            "Generate 1-3 broad tags categorizing the main themes of the chat history.",
            '{ "tags": ["tag1", "tag2", "tag3"] }',
            {"tags": []},
        ),
        (
            "Suggest 3-5 relevant follow-up questions or prompts that the user might ask next.",
            '{ "follow_ups": ["Question 1?", "Question 2?", "Question 3?"] }',
            {
                "follow_ups": [
                    "谁问了 Julia？",
                    "research 和 production 的矛盾是什么？",
                    "What is unframework?",
                ]
            },
        ),
    ],
    ids=["title", "tags", "follow-ups"],
)
def test_its_tasks_are_not_taken_for_questions(address: str, task: str, output: str, reply: dict):
    prompt = TASK.format(task=task, output=output, question=QUESTION)
    request = {
        "model": "turnwise",
        "messages": [{"role": "user", "content": prompt}],
        "stream": False,
        "max_completion_tokens": 1000,
    }
    completion = httpx.post(f"{address}/v1/chat/completions", json=request).json()
    assert json.loads(completion["choices"][0]["message"]["content"]) == reply
    assert completion["citations"] == []
