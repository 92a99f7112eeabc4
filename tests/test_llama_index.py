"""The index and the assistant inside LlamaIndex programs: its own retrievers and engines over the samples."""

import asyncio
import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from llama_index.core.llms.mock import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.response_synthesizers import CompactAndRefine
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.retrievers.fusion_retriever import FUSION_MODES
from llama_index.core.schema import MetadataMode, NodeRelationship, NodeWithScore, RelatedNodeInfo, TextNode
from llama_index.core.tools import QueryEngineTool

from assistant import Assistant, NewsQueryEngine, Settings
from index import Article, NewsIndex, NewsRetriever, Published, open_index
from index.errors import InputError
from index.nodes import embedded_text
from index.retriever import RankedNode
from tests.fakes import HashingEmbedder, ScriptedModel

QUESTION = "What did Blinken say about Afghanistan?"
TRUTH = "Blinken said that about a hundred Americans who wished to leave were still in Afghanistan."
LIE = "Blinken said “the war was a mistake from the very first day”."


def reply(*sentences: str) -> str:
    return json.dumps({"sentences": [{"text": text, "sources": [1]} for text in sentences]})


def engine(news: NewsIndex, *replies: str) -> NewsQueryEngine:
    return NewsQueryEngine(Assistant(news, Settings.read(), ScriptedModel(*replies)))


def text_node(found: NodeWithScore) -> TextNode:
    assert isinstance(found.node, TextNode)
    return found.node


def assert_stands(found: NodeWithScore, news: NewsIndex) -> None:
    node = text_node(found)
    article = news.article(node.metadata["article_id"])
    assert article.text[node.start_char_idx : node.end_char_idx] == node.text
    assert node.ref_doc_id == article.id
    assert node.metadata["title"] == article.title


def test_nodes_are_the_hits_with_their_exact_offsets_scores_and_ranks(sample_news: NewsIndex) -> None:
    hits = sample_news.search(QUESTION, k=4)
    found = NewsRetriever(sample_news, k=4).retrieve(QUESTION)
    assert [node.text for node in found] == [hit.passage.text for hit in hits]
    assert [node.score for node in found] == [hit.score for hit in hits]
    assert [node.rank for node in found if isinstance(node, RankedNode)] == [dict(hit.rank) for hit in hits]
    assert [node.by for node in found if isinstance(node, RankedNode)] == [hit.by for hit in hits]
    for node in found:
        assert_stands(node, sample_news)


def test_a_node_carries_all_that_is_known_of_its_article(tmp_path: Path) -> None:
    article = Article(
        id="ferry",
        title="Ferry late",
        text="The ferry was late again, said the harbour office.",
        published=Published(value=datetime(2024, 3, 5, 9, 30, tzinfo=UTC), precision="time", found_in="test"),
        outlet="Sample Post",
        byline=("Ruth Ardley", "Tomas Ferrier"),
        url="https://post.example/ferry",
        kind="news",
    )
    with open_index(tmp_path / "index", embedder=HashingEmbedder()) as news:
        news.add([article], embed=False)
        (found,) = NewsRetriever(news).retrieve("ferry")
        (passage,) = news.passages("ferry")
    node = text_node(found)
    assert node.id_ == "ferry:0-50"
    assert node.metadata == {
        "title": "Ferry late",
        "date": "2024-03-05",
        "outlet": "Sample Post",
        "article_id": "ferry",
        "published": "2024-03-05T09:30:00+00:00",
        "byline": "Ruth Ardley, Tomas Ferrier",
        "url": "https://post.example/ferry",
        "article_kind": "news",
    }
    source = node.relationships[NodeRelationship.SOURCE]
    assert isinstance(source, RelatedNodeInfo)
    assert (source.node_id, source.node_type) == ("ferry", "4")  # LlamaIndex's number for a document
    assert node.get_content(MetadataMode.EMBED) == embedded_text(passage)
    assert node.get_content(MetadataMode.LLM) == f"Ferry late\n2024-03-05\nSample Post\n\n{article.text}"


def test_a_node_survives_being_stored_as_json(sample_news: NewsIndex) -> None:
    (found,) = NewsRetriever(sample_news, k=1).retrieve(QUESTION)
    assert TextNode.from_json(found.node.to_json()) == found.node
    assert found.to_dict()["rank"] == dict(sample_news.search(QUESTION, k=1)[0].rank)


def test_filters_given_once_narrow_every_search(sample_news: NewsIndex) -> None:
    retriever = NewsRetriever(
        sample_news, since=date(2021, 9, 1), until=date(2021, 9, 30), outlets=("Sample Dispatch",)
    )
    found = retriever.retrieve(QUESTION)
    assert {(node.metadata["outlet"], node.metadata["date"]) for node in found} == {("Sample Dispatch", "2021-09-14")}
    lexical = NewsRetriever(sample_news, mode="lexical", k=3).retrieve(QUESTION)
    assert [node.by for node in lexical if isinstance(node, RankedNode)] == [("lexical",)] * 3


def test_a_query_that_finds_nothing_gives_no_nodes(sample_news: NewsIndex) -> None:
    assert NewsRetriever(sample_news, mode="lexical").retrieve("") == []


def test_a_coroutine_finds_what_a_call_finds_and_several_run_side_by_side(sample_news: NewsIndex) -> None:
    retriever = NewsRetriever(sample_news, k=3)
    questions = [QUESTION, "Who retires as harbour master?", "How many beds does the hospital have?"]

    async def all_at_once() -> list[list[NodeWithScore]]:
        return await asyncio.gather(*(retriever.aretrieve(question) for question in questions))

    assert asyncio.run(all_at_once()) == [retriever.retrieve(question) for question in questions]


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="counts open files")
def test_many_event_loops_leave_no_files_open(sample_news: NewsIndex) -> None:
    retriever = NewsRetriever(sample_news, mode="lexical", k=1)
    asyncio.run(retriever.aretrieve(QUESTION))
    before = len(list(Path("/dev/fd").iterdir()))
    for _ in range(10):
        asyncio.run(retriever.aretrieve(QUESTION))
    assert len(list(Path("/dev/fd").iterdir())) <= before + 2


@pytest.mark.parametrize("use_async", [False, True])
def test_what_two_retrievers_find_counts_twice_in_fusion(sample_news: NewsIndex, use_async: bool) -> None:
    lexical, dense = (NewsRetriever(sample_news, mode=mode, k=10) for mode in ("lexical", "dense"))
    fusion = QueryFusionRetriever(
        [lexical, dense],
        llm=MockLLM(),
        mode=FUSION_MODES.RECIPROCAL_RANK,
        similarity_top_k=20,
        num_queries=1,
        use_async=use_async,
    )
    rankings = [[node.node_id for node in one.retrieve(QUESTION)] for one in (lexical, dense)]
    expected: dict[str, float] = {}
    for ranking in rankings:
        for rank, id in enumerate(ranking):  # LlamaIndex counts from 0
            expected[id] = expected.get(id, 0.0) + 1.0 / (60 + rank)
    assert set(rankings[0]) & set(rankings[1])
    assert {node.node_id: node.score for node in fusion.retrieve(QUESTION)} == pytest.approx(expected)


def test_a_program_of_llama_index_shows_its_model_title_date_and_outlet(sample_news: NewsIndex) -> None:
    synthesizer = CompactAndRefine(llm=MockLLM())  # answers with its prompt
    response = RetrieverQueryEngine(NewsRetriever(sample_news, k=1), synthesizer).query(QUESTION)
    (found,) = response.source_nodes
    shown = "{title}\n{date}\n{outlet}\n".format_map(found.metadata)
    assert shown in str(response)
    assert found.text in str(response)
    assert found.metadata["article_id"] not in str(response)


def test_an_honest_answer_comes_with_its_citations_as_source_nodes(sample_news: NewsIndex) -> None:
    response = engine(sample_news, reply(TRUTH)).query(QUESTION)
    assert str(response) == f"{TRUTH} [1]"
    (found,) = response.source_nodes
    assert_stands(found, sample_news)
    assert TRUTH in found.text
    facts = {name: found.metadata[name] for name in ("article_id", "published", "speaker", "kind")}
    assert facts == {
        "article_id": "blinken-congress",
        "published": "2021-09-14",
        "speaker": "Antony Blinken",
        "kind": "indirect",
    }
    assert response.metadata == {
        "status": "grounded",
        "refusal": None,
        "nearest": [],
        "dropped": [],
        "notes": [],
        "model": "scripted",
    }


def test_a_lie_is_in_the_metadata_and_not_in_the_response(sample_news: NewsIndex) -> None:
    response = engine(sample_news, reply(TRUTH, LIE)).query(QUESTION)
    assert str(response) == f"{TRUTH} [1]"
    assert response.metadata is not None
    assert response.metadata["status"] == "partial"
    assert [dropped["text"] for dropped in response.metadata["dropped"]] == [LIE]
    assert all(dropped["reason"] for dropped in response.metadata["dropped"])


def test_a_refusal_has_a_reason_and_the_nearest_evidence_but_no_source_nodes(sample_news: NewsIndex) -> None:
    response = engine(sample_news).query("What did Raab say about the football club?")
    assert response.source_nodes == []
    assert response.metadata is not None
    assert response.metadata["status"] == "refused"
    assert response.metadata["refusal"] == "speaker_not_on_topic"
    assert {citation["speaker"] for citation in response.metadata["nearest"]} == {"Dominic Raab"}
    assert "Raab" in str(response)
    assert json.loads(json.dumps(response.metadata)) == response.metadata


def test_coroutines_wait_for_one_another_and_get_their_own_answers(sample_news: NewsIndex) -> None:
    asked = engine(sample_news, reply(TRUTH), reply(TRUTH))

    async def both() -> list[str]:
        return [str(response) for response in await asyncio.gather(asked.aquery(QUESTION), asked.aquery(QUESTION))]

    assert asyncio.run(both()) == [f"{TRUTH} [1]"] * 2


def test_filters_of_an_engine_narrow_every_question(sample_news: NewsIndex) -> None:
    assistant = Assistant(sample_news, Settings.read(llm=False))
    response = NewsQueryEngine(assistant, until=date(2021, 5, 31)).query(QUESTION)
    days = {found.metadata["published"] for found in response.source_nodes}
    assert days
    assert max(days) <= "2021-05-31"


def test_an_engine_is_a_tool_for_an_agent(sample_news: NewsIndex) -> None:
    tool = QueryEngineTool.from_defaults(engine(sample_news, reply(TRUTH)), name="news", description="Asks the news.")
    assert tool.call(QUESTION).content == f"{TRUTH} [1]"


def test_an_empty_question_is_an_error_here_too(sample_news: NewsIndex) -> None:
    with pytest.raises(InputError, match="the question is empty"):
        engine(sample_news).query(" ")


WITHOUT_NETWORK = """
import sys

def forbid(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo"):
        raise PermissionError(f"{event} {arguments}")

sys.addaudithook(forbid)
from assistant import Assistant, NewsQueryEngine, Settings
from index import NewsRetriever, open_index
from tests.fakes import HashingEmbedder

with open_index(sys.argv[1], embedder=HashingEmbedder()) as news:
    print(len(NewsRetriever(news, k=3).retrieve("Blinken")))
    print(NewsQueryEngine(Assistant(news, Settings.read(llm=False))).query("What did Blinken say?").metadata["status"])

import llama_index.core
print(llama_index.core.Settings._llm, llama_index.core.Settings._embed_model, "openai" in sys.modules)
"""


def test_neither_a_network_nor_a_key_nor_openai_is_needed(sample_folder: Path) -> None:
    keyless = {name: value for name, value in os.environ.items() if "OPENAI" not in name and "ONRECORD" not in name}
    command = [sys.executable, "-W", "error", "-c", WITHOUT_NETWORK, str(sample_folder)]
    done = subprocess.run(
        command, capture_output=True, text=True, env=keyless, cwd=Path(__file__).parent.parent, check=False
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == ["3", "quotes_only", "None None False"]
