"""What of a reply stands: checked sentences, only the speaker's where one is asked for, too free ones put back."""

from assistant.checks import Ground, Supported
from assistant.checks.quotations import quotations_in
from assistant.checks.restored import in_the_articles_words
from assistant.checks.words import same_person, words_of
from assistant.gather import Evidence
from assistant.judge import Judge
from assistant.values import Dropped
from assistant.verifying import Verdict, judged
from index.values import Quote


def checked(
    reply: str, evidence: Evidence, judge: Judge | None = None
) -> tuple[tuple[Supported, ...], tuple[Dropped, ...]]:
    """The sentences of a reply that stand, and those that do not.

    Asked what somebody said, quoted words that the ledger gives to others alone, or to nobody, are no answer. Beside a
    sentence that stands, one that fails is told in its article's own words where it comes close to them.
    """
    speaker = evidence.query.speaker
    before = (speaker,) if speaker else ()
    verdicts = judged(reply, lambda _: evidence.sources, before, judge) if reply.strip() else ()
    verdicts = tuple(_of_the_speaker(verdict, evidence) for verdict in verdicts)
    if standing(verdicts):
        verdicts = restored(verdicts, evidence)
    return standing(verdicts), fallen(verdicts)


def standing(verdicts: tuple[Verdict, ...]) -> tuple[Supported, ...]:
    return tuple(verdict for verdict in verdicts if isinstance(verdict, Supported))


def fallen(verdicts: tuple[Verdict, ...]) -> tuple[Dropped, ...]:
    return tuple(verdict for verdict in verdicts if isinstance(verdict, Dropped))


def restored(verdicts: tuple[Verdict, ...], evidence: Evidence) -> tuple[Verdict, ...]:
    """The verdicts, with the article's own sentence where one that fails comes close to it and no other tells it."""
    told = [ground for verdict in standing(verdicts) for ground in verdict.grounds]
    restored: list[Verdict] = []
    before: tuple[str, ...] = ()
    for verdict in verdicts:
        own = None
        if isinstance(verdict, Dropped):
            own = in_the_articles_words(verdict.text, verdict.reason, evidence.sources, before)
        if own is not None and _is_news(own, told) and _is_asked_for(own, evidence):
            told.extend(own.grounds)
            verdict = own
        before = verdict.speakers if isinstance(verdict, Supported) else before
        restored.append(verdict)
    return tuple(restored)


def _is_news(sentence: Supported, told: list[Ground]) -> bool:
    return not any(
        one.source.article.id == other.source.article.id and one.start < other.end and other.start < one.end
        for one in sentence.grounds
        for other in told
    )


def _is_asked_for(sentence: Supported, evidence: Evidence) -> bool:
    """Whether it tells a statement of the speaker, where one is asked for."""
    theirs = _speakers(evidence)
    spoken = (quote for ground in sentence.grounds for quote in ground.source.quotes_at(ground.start, ground.end))
    return not theirs or any(_is_of(quote, theirs) for quote in spoken)


def _of_the_speaker(verdict: Verdict, evidence: Evidence) -> Verdict:
    """The verdict; against a sentence that quotes others alone where one speaker is asked for."""
    theirs = _speakers(evidence)
    if not theirs or isinstance(verdict, Dropped) or not _quotes_others(verdict, theirs):
        return verdict
    return Dropped(text=verdict.text, reason=f"these are not the words of {evidence.query.speaker}")


def _speakers(evidence: Evidence) -> frozenset[str]:
    """The names that the ledger has for the speaker who is asked for; none where nobody is."""
    speaker = evidence.query.speaker
    known = (quote.speaker for quote in (*evidence.statements, *evidence.elsewhere))
    return frozenset((speaker, *(name for name in known if name))) if speaker else frozenset()


def _quotes_others(sentence: Supported, speakers: frozenset[str]) -> bool:
    """Whether it has words in quotation marks that are a statement in what it rests on, and of none of `speakers`."""
    for quotation in quotations_in(sentence.text):
        words = words_of(quotation.words)
        spoken = [
            quote
            for ground in sentence.grounds
            for quote in ground.source.quotes_at(ground.start, ground.end)
            if quote.kind != "indirect" and _runs_in(words, words_of(quote.text))
        ]
        if spoken and not any(_is_of(quote, speakers) for quote in spoken):
            return True
    return False


def _runs_in(words: list[str], told: list[str]) -> bool:
    return f" {' '.join(words)} " in f" {' '.join(told)} "


def _is_of(quote: Quote, speakers: frozenset[str]) -> bool:
    """Whether the ledger gives a statement to one of them, alone or "Ann Dahl and Per Lund"."""
    names = (quote.speaker or "", *(quote.speaker or "").split(" and "))
    return any(same_person(name, speaker) for name in names if name for speaker in speakers)
