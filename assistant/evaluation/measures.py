"""Every figure that a question set is measured by: its name, what it says, and whether more of it is better."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Group = Literal["sources", "answer", "citations", "quotations", "refusals", "cost", "judge"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """`says` is one sentence with its source. `unit` is empty for shares from 0 to 1."""

    name: str
    group: Group
    says: str
    unit: str = ""
    lower_is_better: bool = False


KS = (1, 3, 5, 10)
_TREC = "over the articles of the sources, in the order shown"
_GAO = "(Gao 2023), judged by OnRecord's own checks and not by a model apart"
_ALL = (
    *(
        Measure(name=f"recall@{k}", group="sources", says=f"Share of the expected articles in the first {k} {_TREC}.")
        for k in KS
    ),
    Measure(
        name="mrr", group="sources", says=f"1 over the rank of the first expected article {_TREC} (Voorhees 1999)."
    ),
    Measure(name="ndcg@10", group="sources", says="Discounted gain to rank 10 (Järvelin and Kekäläinen 2002)."),
    Measure(name="found", group="sources", says="Share of the expected articles that stand among the sources shown."),
    Measure(name="spans", group="sources", says="Share of the expected spans that stand in the sources shown."),
    Measure(name="answer", group="answer", says="1 where every expected answer stands in the text."),
    Measure(name="answer_share", group="answer", says="Share of the expected answers that stand in the text."),
    Measure(name="exact", group="answer", says="1 where the text is an expected answer (SQuAD, Rajpurkar 2016)."),
    Measure(name="f1", group="answer", says="Token F1 with the expected answer (SQuAD, Rajpurkar 2016)."),
    Measure(name="conflict", group="answer", says="1 where all sides of a conflict are told, from different articles."),
    Measure(name="speaker", group="answer", says="Share of cited statements whose speaker is the expected one."),
    Measure(name="cited_in_time", group="answer", says="Share of dated citations within the days that were asked for."),
    Measure(name="cited", group="citations", says="Share of the expected articles that are cited."),
    Measure(name="stood", group="citations", says="Sentences of the model's that pass the checks: others are dropped."),
    Measure(name="citation_recall", group="citations", says=f"Sentences that their citations bear out {_GAO}."),
    Measure(name="citation_precision", group="citations", says=f"Citations that their sentence needs {_GAO}."),
    Measure(name="fidelity", group="quotations", says="Quotations verbatim in an article that their sentence cites."),
    Measure(name="quotations", group="quotations", says="Share of the required quotations that are quoted."),
    Measure(name="not_forbidden", group="quotations", says="1 where no forbidden quotation is quoted."),
    Measure(name="refusal_recall", group="refusals", says="Unanswerable questions that are refused."),
    Measure(name="refusal_precision", group="refusals", says="Refusals of questions that are unanswerable."),
    Measure(name="refusal_reason", group="refusals", says="Refused with the expected reason."),
    Measure(
        name="false_refusals", group="refusals", says="Answerable questions that are refused.", lower_is_better=True
    ),
    *(
        Measure(name=name, group="cost", says=says, unit=unit, lower_is_better=True)
        for name, says, unit in (
            ("seconds_sources", "Seconds to the sources.", "s"),
            ("seconds_first_text", "Seconds to the model's first text.", "s"),
            ("seconds", "Seconds to the checked answer.", "s"),
            ("prompt_tokens", "Tokens that the model read.", "tokens"),
            ("completion_tokens", "Tokens that the model wrote.", "tokens"),
            ("cost", "What the tokens cost, at the prices given.", "$"),
        )
    ),
    Measure(name="judged", group="judge", says="1 where a model finds the answer right: an opinion, beside the rest."),
)
MEASURES: Mapping[str, Measure] = {measure.name: measure for measure in _ALL}
VERDICTS = (
    "found",
    "spans",
    "answer",
    "refusal_recall",
    "false_refusals",
    "speaker",
    "quotations",
    "not_forbidden",
    "conflict",
    "cited_in_time",
)
"""What decides whether a question has passed: each of these that it has is at its best."""
