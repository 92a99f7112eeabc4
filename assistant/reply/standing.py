"""What of a reply stands: checked sentences, only the speaker's where one is asked for, too free ones put back."""

from assistant.checks import Ground, Supported
from assistant.checks.quotations import quotations_in
from assistant.checks.synonyms import held_in
from assistant.checks.words import content_stems, same_person, words_of
from assistant.gathering.gather import Evidence
from assistant.gathering.ordering import is_ordered
from assistant.reply.judge import Judge
from assistant.reply.restored import in_the_articles_words
from assistant.values import Dropped
from assistant.verifying import Verdict, judged, parted
from index.values import Quote
from index.voices import speakers_of


def checked(
    reply: str, evidence: Evidence, judge: Judge | None = None
) -> tuple[tuple[Supported, ...], tuple[Dropped, ...]]:
    """The sentences of a reply that stand, and those that do not.

    Asked what somebody said, quoted words that the ledger gives to others alone, or to nobody, are no answer; nor is
    what an article only orders machines to say.
    """
    speaker = evidence.query.speaker
    before = (speaker,) if speaker else ()
    verdicts = judged(reply, lambda _: evidence.sources, before, judge) if reply.strip() else ()
    return parted([_not_ordered(_of_the_speaker(verdict, evidence), evidence) for verdict in verdicts])


def restored(
    supported: tuple[Supported, ...], dropped: tuple[Dropped, ...], evidence: Evidence
) -> tuple[tuple[Supported, ...], tuple[Dropped, ...]]:
    """Both, with what was put too freely behind what stands, in the article's own words, where no other tells it.

    Nothing where the ledger has what was asked for: its statements are told then.
    """
    if evidence.from_ledger:
        return supported, dropped
    told, left = list(supported), list[Dropped]()
    for failed in dropped:
        own = in_the_articles_words(failed.text, failed.reason, evidence.sources)
        grounds = [ground for sentence in told for ground in sentence.grounds]
        if own is None or not _is_news(own, grounds) or not _is_on(own, evidence):
            left.append(failed)
        else:
            told.append(own)
    return tuple(told), tuple(left)


def _is_on(sentence: Supported, evidence: Evidence) -> bool:
    """Whether it shares a word with the question, is no order, and is of the speaker where one is asked for."""
    (ground,) = sentence.grounds
    asked = content_stems(evidence.query.text)
    return (
        bool(held_in(asked, content_stems(f"{sentence.text} {ground.source.article.title}")))
        and not _is_order(ground, evidence)
        and _is_asked_for(sentence, evidence)
    )


def _is_news(sentence: Supported, told: list[Ground]) -> bool:
    return not any(
        one.source.article.id == other.source.article.id and one.start < other.end and other.start < one.end
        for one in sentence.grounds
        for other in told
    )


def _is_asked_for(sentence: Supported, evidence: Evidence) -> bool:
    """Whether it tells a statement of the speaker, where one is asked for."""
    theirs = _speakers(evidence)
    spoken = (quote for ground in sentence.grounds for quote in ground.statements)
    return not theirs or any(_is_of(quote, theirs) for quote in spoken)


def _of_the_speaker(verdict: Verdict, evidence: Evidence) -> Verdict:
    """The verdict; against a sentence that quotes others alone where one speaker is asked for.

    Where the ledger has statements of theirs, so is one that rests on none of them: it tells something else.
    """
    theirs = _speakers(evidence)
    if not theirs or isinstance(verdict, Dropped):
        return verdict
    if not _quotes_others(verdict, theirs) and (not evidence.from_ledger or _is_asked_for(verdict, evidence)):
        return verdict
    return Dropped(text=verdict.text, reason=f"these are not the words of {evidence.query.speaker}")


def _not_ordered(verdict: Verdict, evidence: Evidence) -> Verdict:
    """The verdict; against a sentence whose grounds are all orders to machines that read."""
    if isinstance(verdict, Dropped) or not all(_is_order(ground, evidence) for ground in verdict.grounds):
        return verdict
    return Dropped(text=verdict.text, reason="the article says this only in an order to machines that read it")


def _is_order(ground: Ground, evidence: Evidence) -> bool:
    return is_ordered(ground.source.article.text, (ground.start, ground.end), evidence.query.text)


def _speakers(evidence: Evidence) -> frozenset[str]:
    """The names that the ledger has for the speaker who is asked for; none where nobody is.

    Of "Ann Dahl and Per Lund" the one is meant who is asked for.
    """
    speaker = evidence.query.speaker
    if speaker is None:
        return frozenset()
    asked = speaker.split(" and ")
    told = [speakers_of(quote) for quote in (*evidence.statements, *evidence.elsewhere)]
    alone = {names[0] for names in told if len(names) == 1}
    together = {name for names in told for name in names if any(same_person(name, one) for one in asked)}
    return frozenset((*asked, *alone, *together))


def _quotes_others(sentence: Supported, speakers: frozenset[str]) -> bool:
    """Whether it quotes statements of what it rests on, and none of them is of one of `speakers`."""
    spoken = [
        quote
        for quotation in quotations_in(sentence.text)
        for ground in sentence.grounds
        for quote in ground.statements
        if quote.kind != "indirect" and _runs_in(words_of(quotation.words), words_of(quote.text))
    ]
    return bool(spoken) and not any(_is_of(quote, speakers) for quote in spoken)


def _runs_in(words: list[str], told: list[str]) -> bool:
    return f" {' '.join(words)} " in f" {' '.join(told)} "


def _is_of(quote: Quote, speakers: frozenset[str]) -> bool:
    """Whether the ledger gives a statement to one of them, alone or "Ann Dahl and Per Lund"."""
    names = (quote.speaker or "", *(quote.speaker or "").split(" and "))
    return any(
        name.lower() == speaker.lower() or same_person(name, speaker) for name in names if name for speaker in speakers
    )
