"""The measures of the evaluation against `ir_measures` and against examples worked by hand."""

import itertools
import math
import random

import pytest
from ir_measures import (  # pyright: ignore[reportMissingTypeStubs]
    RR,
    Qrel,
    R,
    ScoredDoc,
    calc_aggregate,  # pyright: ignore[reportUnknownVariableType]
    nDCG,
)

from assistant.evaluation.citations import cited
from assistant.evaluation.measuring import told
from assistant.evaluation.rankings import hit, ndcg_at, recall_at, reciprocal, reciprocal_rank
from assistant.evaluation.statistics import difference, fallen, sign_test, summary
from assistant.evaluation.wording import Gold, best, contained, exact, fidelity, quoted, token_f1, unquoted
from assistant.values import Sentence


def test_measures_of_rankings_agree_with_ir_measures() -> None:
    chance = random.Random(7)
    names = [f"d{n}" for n in range(20)]
    for _ in range(60):
        ranking = chance.sample(names, chance.randint(1, 15))
        right = chance.sample(names, chance.randint(1, 8))
        qrels = [Qrel("q", name, 1) for name in right]
        run = [ScoredDoc("q", name, float(-rank)) for rank, name in enumerate(ranking)]
        theirs = calc_aggregate([R @ 1, R @ 5, R @ 10, RR, nDCG @ 3, nDCG @ 10], qrels, run)
        sets = [{name} for name in right]
        for k in (1, 5, 10):
            assert recall_at(k, ranking, sets) == pytest.approx(theirs[R @ k])
        for k in (3, 10):
            assert ndcg_at(k, ranking, sets) == pytest.approx(theirs[nDCG @ k])
        assert reciprocal_rank(ranking, sets) == pytest.approx(theirs[RR])


def test_any_copy_of_a_right_document_will_do_and_counts_once() -> None:
    ranking, right = ["copy", "x", "original", "other"], [{"original", "copy"}, {"other"}]
    assert recall_at(1, ranking, right) == 0.5
    assert recall_at(3, ranking, right) == 0.5
    assert recall_at(4, ranking, right) == 1.0
    assert reciprocal_rank(ranking, right) == 1.0
    assert ndcg_at(10, ranking, right) == pytest.approx((1 + 1 / math.log2(5)) / (1 + 1 / math.log2(3)))


def test_measures_of_rankings_abstain_where_nothing_is_right() -> None:
    assert [recall_at(5, ["a"], []), reciprocal_rank(["a"], []), ndcg_at(5, ["a"], [])] == [None, None, None]


def test_a_rank_counts_up_to_its_bound() -> None:
    assert [reciprocal(rank) for rank in (1, 4, None)] == [1.0, 0.25, 0.0]
    assert [reciprocal(rank, within=3) for rank in (3, 4)] == [pytest.approx(1 / 3), 0.0]
    assert [hit(3, rank) for rank in (1, 3, 4, None)] == [1.0, 1.0, 0.0, 0.0]


@pytest.mark.parametrize(
    ("answer", "gold", "f1"),
    [
        ("The barrier cost £44 million.", "£44 million", 2 * 2 / (4 + 2)),
        ("forty forty four", "forty four", 2 * 2 / (3 + 2)),
        ("an autumn", "The Autumn!", 1.0),
        ("spring", "autumn", 0.0),
        ("the", "", 1.0),
        ("", "autumn", 0.0),
    ],
)
def test_token_f1_is_that_of_squad_by_hand(answer: str, gold: str, f1: float) -> None:
    assert token_f1(answer, gold) == pytest.approx(f1)


def test_an_exact_match_is_one_after_squad_normalises() -> None:
    assert exact("The Autumn, of 2024.", "autumn of 2024") == 1.0
    assert exact("autumn 2024", "autumn of 2024") == 0.0


def test_the_best_alternative_counts_and_each_entry_the_same() -> None:
    gold: Gold = [["nine to six", "9-6"], "against"]
    assert best(token_f1, "9-6", gold) == pytest.approx((1.0 + 0.0) / 2)
    assert contained("She voted against, and it was 9-6.", gold) == 1.0
    assert contained("She voted against.", gold) == 0.5
    assert contained("anything", []) is None
    assert best(exact, "anything", []) is None


def test_quotations_are_those_in_marks_whatever_their_typography() -> None:
    answer = "Pellow called it “a blank cheque” and 'calling it courage'; she liked the wall."
    assert quoted(answer, ["a blank cheque", "calling it courage"]) == 1.0
    assert quoted(answer, ["a blank cheque", "the wall"]) == 0.5
    assert unquoted(answer, ["she liked the wall"]) == 1.0
    assert unquoted(answer, ["blank cheque"]) == 0.0
    assert [quoted(answer, []), unquoted(answer, [])] == [None, None]


def test_fidelity_is_the_share_of_quotations_that_an_article_of_their_sentence_has() -> None:
    article, other = "“It's a blank cheque, and a bad one,” she said.", "“A great idea” it was."
    assert fidelity([("She called it “a blank cheque” and “a great idea”, or “bad”.", [article])]) == 0.5
    assert fidelity([("She called it “a blank cheque”.", [article]), ("And “a great idea”.", [other])]) == 1.0
    assert fidelity([("She called it “a great idea”.", [article]), ("Fine.", [other])]) == 0.0
    assert fidelity([("A mark opens: “a blank cheque", [article]), ("It “is” another.", [other])]) == 1.0
    assert fidelity([("She was against.", [article])]) is None


def test_citations_are_counted_as_gao_does_by_hand() -> None:
    facts = {"a": {1}, "b": {2}, "ab": {1, 2}}

    def bears(text: str, numbers: tuple[int, ...]) -> bool:
        return facts.get(text, {9}) <= set(numbers)

    counts = cited([("a", (1, 3)), ("ab", (1, 2, 3)), ("b", (1,)), ("a", ()), ("b", (2, 2))], bears)
    assert (counts.sentences, counts.supported, counts.citations, counts.needed) == (5, 3, 7, 4)
    assert counts.recall == pytest.approx(3 / 5)
    assert counts.precision == pytest.approx(4 / 7)
    nothing = cited([], bears)
    assert (nothing.recall, nothing.precision) == (None, None)


def test_outlet_and_day_before_the_articles_words_are_no_claim() -> None:
    def by_code(text: str) -> str:
        return told(Sentence(text=text, citations=(1,), by="code"))

    assert by_code("Thornsea Mercury, 9 March 2022: Linda Pellow: “No”") == "Linda Pellow: “No”"
    assert by_code("5 January 2024: It opened.") == "It opened."
    assert by_code("Post, undated: (Gareth Pellow) He had no comment.") == "He had no comment."
    assert by_code("Accounts differ: Post, 9 March 2022: “No”.") == "“No”."
    assert by_code("Undated: It won’t stop the river.") == "It won’t stop the river."
    assert told(Sentence(text="Post, 9 March 2022: no", citations=(1,))) == "Post, 9 March 2022: no"


def test_a_summary_has_the_mean_the_middle_and_an_interval_around_them() -> None:
    found = summary([1.0] * 30 + [0.0] * 10)
    assert (found.n, found.mean, found.median, found.p95) == (40, 0.75, 1.0, 1.0)
    assert (found.low, found.high) == (pytest.approx(0.5981, abs=1e-4), pytest.approx(0.8581, abs=1e-4))
    sure = summary([1.0] * 10)
    assert (sure.low, sure.high) == (pytest.approx(10 / (10 + 1.959964**2)), 1.0)
    drawn = summary([1.0] * 30 + [0.0] * 9 + [0.5])
    assert 0.60 <= drawn.low <= 0.66
    assert 0.85 <= drawn.high <= 0.90
    assert summary([0.5]) == summary([0.5, 0.5, 0.5]).__class__(n=1, mean=0.5, low=0.5, high=0.5, median=0.5, p95=0.5)
    assert summary([1.0, 0.0, 1.0]) == summary([1.0, 0.0, 1.0])


def test_the_significance_of_few_pairs_is_exact() -> None:
    ours, theirs = [0.0, 0.2, 0.1, 1.0, 1.0], [1.0, 0.8, 0.6, 1.0, 1.0]
    gaps = [a - b for a, b in zip(ours, theirs, strict=True) if a != b]
    turned = [
        abs(sum(s * g for s, g in zip(signs, gaps, strict=True))) for signs in itertools.product((1, -1), repeat=3)
    ]
    by_hand = sum(one >= abs(sum(gaps)) - 1e-9 for one in turned) / 8
    found = difference(ours, theirs)
    assert found.p == by_hand == 0.25
    assert found.mean == pytest.approx(-2.1 / 5)
    assert difference([1.0, 0.0], [1.0, 0.0]).p == 1.0


def test_many_pairs_that_all_fell_are_significant_and_many_that_cancel_out_are_not() -> None:
    assert difference([0.0] * 20, [1.0] * 20).p == pytest.approx(1 / 4_001)
    assert difference([0.0, 1.0] * 15, [1.0, 0.0] * 15).p > 0.9


def test_the_sign_test_is_exact_and_one_sided() -> None:
    assert [sign_test(5, 0), sign_test(0, 5), sign_test(0, 0)] == [1 / 32, 1.0, 1.0]
    assert sign_test(4, 2) == (15 + 6 + 1) / 64


def test_several_measures_share_one_level_and_those_that_cannot_reach_it_take_none() -> None:
    assert fallen({"a": (5, 0)}) == ("a",)
    assert fallen({"a": (4, 0)}) == ()
    assert fallen({"a": (5, 0), "few": (3, 1), "none": (0, 0)}) == ("a",)
    assert fallen({"a": (5, 0), "b": (3, 5)}) == ()  # both could be significant: each has half of the level
    assert fallen({"a": (6, 0), "b": (3, 5)}) == ("a",)
    assert fallen({"risen": (0, 30)}) == ()


def test_runs_that_differ_by_chance_alone_are_seldom_called_worse() -> None:
    chance = random.Random(3)
    alarms = 0
    for _ in range(1_000):
        counts: dict[str, tuple[int, int]] = {}
        for name, rate in (("passed", 0.2), ("answer", 0.2), ("found", 0.1), ("quotations", 0.3), ("fidelity", 0.05)):
            turned = [chance.choice((-1, 1)) for _ in range(53) if chance.random() < rate]
            counts[name] = (turned.count(-1), turned.count(1))
        alarms += bool(fallen(counts))
    assert alarms <= 50
