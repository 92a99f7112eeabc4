"""The sample questions asked, kept, bounded, and compared."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.evaluation.comparing import compare, read_baseline, require_common
from assistant.evaluation.gold import strange_gold
from assistant.evaluation.judging import Judge
from assistant.evaluation.kept import Kept, fingerprint_of
from assistant.evaluation.outcomes import Result
from assistant.evaluation.questions import Question
from assistant.evaluation.remembering import RememberingEmbedder
from assistant.evaluation.running import Run
from assistant.evaluation.sets import parse_set
from assistant.evaluation.thresholds import parse_thresholds
from index import NewsIndex, open_index
from index.errors import InputError
from index.values import Article
from tests.eval_runs import SAMPLES, evaluation, results, settings
from tests.fakes import HashingEmbedder, ScriptedModel

LEAST = {
    "recall@5": 0.92,
    "mrr": 0.88,
    "answer": 0.74,
    "citation_recall": 0.94,
    "speaker": 0.85,
    "quotations": 0.6,
    "fidelity": 1.0,
    "refusal_recall": 0.8,
    "cited_in_time": 1.0,
    "not_forbidden": 1.0,
}
"""What the sample questions reach without a model and with hashes for vectors, .05 below what was measured."""


@pytest.fixture(scope="module")
def sample_results(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Result, ...]]:
    with open_index(sample_folder, embedder=HashingEmbedder()) as news:
        yield results(news, tmp_path_factory.mktemp("kept"))


def test_the_sample_questions_reach_their_thresholds(sample_results: tuple[Result, ...]) -> None:
    bounds = (
        *parse_thresholds([f"{k}={v}" for k, v in LEAST.items()]),
        *parse_thresholds(["false_refusals=.12"], upper=True),
    )
    found = evaluation(sample_results, thresholds=bounds)
    assert [one.question.id for one in sample_results] == [question.id for question in SAMPLES]
    assert found.missed == ()
    assert found.good


def test_a_worse_setting_is_caught_by_a_bound_and_by_the_baseline(
    sample_results: tuple[Result, ...], sample_news: NewsIndex, tmp_path: Path
) -> None:
    from assistant.evaluation.reports import write_reports

    write_reports(evaluation(sample_results), tmp_path / "before")
    worse = results(sample_news, tmp_path, k=1)
    bound = parse_thresholds([f"recall@5={evaluation(sample_results).summaries['recall@5'].mean}"])
    assert evaluation(sample_results, thresholds=bound).good
    assert [threshold.measure for threshold, _ in evaluation(worse, thresholds=bound).missed] == ["recall@5"]
    comparison = compare(worse, read_baseline(tmp_path / "before"), "before")
    assert comparison.compared == len(SAMPLES)
    assert comparison.worse
    assert comparison.worsened == ("found", "answer")
    assert len(comparison.lost) > len(comparison.won)
    assert not evaluation(worse, comparison=comparison).good
    same = compare(sample_results, read_baseline(tmp_path / "before"), "before")
    assert (same.worse, same.changes, same.new, same.gone) == (False, (), (), ())


def test_a_baseline_is_paired_by_what_was_asked_and_not_by_ids_alone(sample_news: NewsIndex, tmp_path: Path) -> None:
    from assistant.evaluation.reports import write_reports

    found = results(sample_news, tmp_path, SAMPLES[:3])
    write_reports(evaluation(found), tmp_path / "before")
    before = read_baseline(tmp_path / "before")
    other = SAMPLES[0].model_copy(update={"question": "What did Blinken say about NATO?"})
    gold = Question.model_validate({**SAMPLES[1].model_dump(), "expect": {"answers": ["never said"]}})
    now = results(sample_news, tmp_path, (other, gold, SAMPLES[2]))
    comparison = compare(now, before, "before")
    assert (comparison.compared, comparison.new, comparison.gone) == (2, (other.id,), (other.id,))
    assert comparison.told == "2 questions compared: 1 lost, 0 won."
    assert not comparison.worse
    with pytest.raises(InputError, match="was asked none of these 1 questions: nothing can be compared"):
        require_common((other,), before, "before")


def test_a_question_whose_gold_was_not_found_has_not_passed(sample_news: NewsIndex, tmp_path: Path) -> None:
    (question,) = parse_set(
        "questions: [{id: a, question: 'What happened at Hesketh Mill?', expect: {articles: [no-such-article],"
        " spans: [{article: ferry-aground-courier, words: fifty-seven tickets}]}}]",
        "s",
    )
    (result,) = results(sample_news, tmp_path, [question])
    assert result.failed == ("found", "spans")
    assert strange_gold([question], sample_news) == (
        "The index has no article 'no-such-article' (question 'a'), which questions expect: is it the right index?",
    )
    assert strange_gold(SAMPLES, sample_news) == ()


def test_a_question_is_asked_once_whatever_its_gold_says(sample_folder: Path, tmp_path: Path) -> None:
    with open_index(sample_folder, embedder=(embedder := HashingEmbedder())) as news:
        first = results(news, tmp_path, SAMPLES[:4])
        asked = len(embedder.embedded)
        better = Question.model_validate(
            {**SAMPLES[0].model_dump(), "expect": {"answers": ["never said"]}, "id": "new"}
        )
        second = results(news, tmp_path, (better, *SAMPLES[1:4]))
        assert len(embedder.embedded) == asked
    assert [one.kept for one in first] == [False] * 4
    assert [one.kept for one in second] == [True] * 4
    assert [one.outcome for one in second] == [one.outcome for one in first]
    assert second[0].failed == ("answer",)
    assert [one.figures for one in second[1:]] == [one.figures for one in first[1:]]


def test_half_a_line_of_a_killed_run_is_asked_again(sample_news: NewsIndex, tmp_path: Path) -> None:
    results(sample_news, tmp_path, SAMPLES[:3])
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-40])
    assert [one.kept for one in results(sample_news, tmp_path, SAMPLES[:3])] == [True, True, False]


def test_other_settings_and_another_index_have_answers_of_their_own(sample_news: NewsIndex, tmp_path: Path) -> None:
    own = settings(tmp_path)
    assert fingerprint_of(own, sample_news) == fingerprint_of(settings(tmp_path / "x", threads=1), sample_news)
    assert fingerprint_of(own, sample_news) != fingerprint_of(settings(tmp_path, k=3), sample_news)
    with open_index(tmp_path / "empty", embedder=HashingEmbedder()) as news:
        assert fingerprint_of(own, sample_news) != fingerprint_of(own, news)


def test_another_text_of_the_same_article_is_another_index(tmp_path: Path) -> None:
    found: list[str] = []
    for name, day in (("one", "May"), ("two", "June"), ("three", "May")):
        with open_index(tmp_path / name, embedder=HashingEmbedder()) as news:
            news.add([Article(id="a", title="Bridge", text=f"The bridge opened in {day}.")])
            found.append(fingerprint_of(settings(tmp_path), news))
    assert found[0] == found[2] != found[1]


def test_several_jobs_give_the_same_results_in_the_same_order(
    sample_results: tuple[Result, ...], sample_news: NewsIndex, tmp_path: Path
) -> None:
    own = settings(tmp_path)
    run = Run(assistant=Assistant(sample_news, own), kept=Kept(tmp_path, "x"), jobs=4)
    found = list(run.results(SAMPLES))
    assert [one.question.id for one in found] == [one.question.id for one in sample_results]
    assert [one.outcome.answer.text for one in found] == [one.outcome.answer.text for one in sample_results]


def test_a_remembering_embedder_asks_for_each_text_once() -> None:
    inner = HashingEmbedder()
    remembering = RememberingEmbedder(inner)
    vectors = remembering.embed(["a b", "c", "a b"])
    assert (vectors == inner.embed(["a b", "c", "a b"])).all()
    inner.embedded.clear()
    assert (remembering.embed(["c", "d"]) == HashingEmbedder().embed(["c", "d"])).all()
    assert inner.embedded == ["d"]
    assert remembering.embed([]).shape == (0, 64)


def test_figures_abstain_without_gold_and_judge_with_it(sample_news: NewsIndex, tmp_path: Path) -> None:
    (conflict,) = parse_set(
        """
questions:
- id: a
  question: How many passengers were on the ferry Merrow when she ran aground?
  as_of: 2023-12-01
  expect:
    answers: [["61", sixty-one], ["57", fifty-seven]]
    conflict: true
    articles: [ferry-aground-mercury, ferry-aground-courier]
    spans:
    - {article: ferry-aground-courier, words: fifty-seven tickets}
    - {article: ferry-aground-courier, words: no such words}
""",
        "s",
    )
    (result,) = results(sample_news, tmp_path, [conflict])
    assert result.figures["conflict"] == result.figures["answer"] == result.figures["cited_in_time"] == 1.0
    assert result.figures["cited"] == 1.0
    assert result.figures["spans"] <= 0.5
    assert {"speaker", "quotations", "refusal_recall", "prompt_tokens", "judged"} & set(result.figures) == set()
    (bare,) = parse_set("questions: [{id: b, question: 'What happened at Hesketh Mill?', expect: {}}]", "s")
    (result,) = results(sample_news, tmp_path, [bare])
    gold = {"recall@1", "mrr", "ndcg@10", "answer", "f1", "exact", "cited_in_time", "cited", "speaker"}
    assert gold & set(result.figures) == set()
    assert result.passed


def test_tokens_cost_what_their_price_says(sample_news: NewsIndex, tmp_path: Path) -> None:
    model = ScriptedModel('{"sentences": [{"text": "Larchfield Estates bought the mill for £6.4m.", "sources": [1]}]}')
    question = next(one for one in SAMPLES if one.id == "mill-price")
    run = Run(
        assistant=Assistant(sample_news, settings(tmp_path, llm=True), model),
        kept=Kept(tmp_path, "x"),
        price=(2.0, 10.0),
    )
    (result,) = run.results([question])
    assert result.figures["prompt_tokens"] == 100
    assert result.figures["completion_tokens"] == 11
    assert result.figures["cost"] == pytest.approx((100 * 2 + 11 * 10) / 1e6)


PRICE = "Larchfield Estates bought Hesketh Mill for £6.4m."


def priced(news: NewsIndex, kept: Path, reply: Sequence[str], times: int = 1) -> tuple[Result, ...]:
    """The price of the mill, asked under so many ids of a model that replies with these sentences."""
    first = next(one for one in SAMPLES if one.id == "mill-price")
    asked = [first.model_copy(update={"id": f"price-{n}"}) for n in range(times)]
    model = ScriptedModel(json.dumps({"sentences": [{"text": one, "sources": [1]} for one in reply]}))
    run = Run(assistant=Assistant(news, settings(kept, llm=True), model), kept=Kept(kept, "x"))
    return tuple(run.results(asked))


def test_the_share_of_a_models_sentences_that_stand_is_measured(sample_news: NewsIndex, tmp_path: Path) -> None:
    (half,) = priced(sample_news, tmp_path / "half", (PRICE, "It burnt down in 1950."))
    (whole,) = priced(sample_news, tmp_path / "whole", (PRICE,))
    assert (half.figures["stood"], whole.figures["stood"]) == (0.5, 1.0)
    (without,) = results(sample_news, tmp_path / "none", [half.question])
    assert "stood" not in without.figures


def test_a_model_that_writes_more_that_does_not_stand_is_worse_though_its_answers_hold(
    sample_news: NewsIndex, tmp_path: Path
) -> None:
    from assistant.evaluation.reports import write_reports

    before = priced(sample_news, tmp_path / "1", (PRICE,), times=8)
    write_reports(evaluation(before), tmp_path / "before")
    after = priced(sample_news, tmp_path / "2", (PRICE, "The Queen wept."), times=8)
    assert all(one.passed for one in (*before, *after))
    assert compare(after, read_baseline(tmp_path / "before"), "before").worsened == ("stood",)


def test_the_judge_is_a_measure_apart(sample_results: tuple[Result, ...]) -> None:
    good = next(one for one in sample_results if one.question.id == "barrier-vote-count")
    model = ScriptedModel('{"reason": "It gives no result.", "right": false}', "no JSON at all")
    judge = Judge(model)
    opinion = judge.judged(good)
    assert opinion.figures == {**good.figures, "judged": 0.0}
    assert opinion.remark == "It gives no result."
    assert opinion.passed == good.passed
    assert judge.judged(good) == good
    assert judge.setup == {"judge": "scripted: 1 verdicts, 200 tokens read, 11 written"}
    prompt = model.history[0][0].content
    assert "nine votes to six or nine to six" in prompt
    assert "<answer>\nThornsea Mercury" in prompt
    refused = next(one for one in sample_results if one.question.id == "merkel-pipeline")
    assert judge.judged(refused) == refused


def test_bounds_are_read_and_missed_exactly(sample_results: tuple[Result, ...]) -> None:
    found = evaluation(sample_results)
    mean = found.summaries["mrr"].mean
    (at, above) = parse_thresholds([f"mrr={mean}", f"mrr={mean + 1e-6}"])
    assert at.missed(found.summaries) is None
    assert above.missed(found.summaries) == f"{mean:.3f} over {found.summaries['mrr'].n} questions"
    (most,) = parse_thresholds([f"false_refusals={found.summaries['false_refusals'].mean - 1e-6}"], upper=True)
    assert most.missed(found.summaries) is not None
    (cost,) = parse_thresholds(["cost=1"])
    assert cost.missed(found.summaries) == "no question of this run measures it"
    with pytest.raises(InputError, match="there is no measure 'recall@7'; there are recall@1, recall@3"):
        parse_thresholds(["recall@7=1"])
    with pytest.raises(InputError, match=r"'mrr' has no number after '=': write a bound such as mrr=\.9"):
        parse_thresholds(["mrr"])
