"""Every text of the page, in each of its languages, in one place. Articles, questions and answers stay as they are.

A text with `{holes}` is filled by `str.format` or `Markup.format`. Which language a reader gets: the one chosen on the
page (a cookie), else the first that the browser asks for and that there is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from assistant.page.turns import Trouble, Turn
from assistant.page.worded import Worded, told
from assistant.values import Answer, Refusal, RefusalReason

COOKIE = "onrecord-language"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Texts:
    """English, unless another is said."""

    language: str = "en"
    other_language: str = "de"
    in_other_language: str = "Deutsch"
    months: tuple[str, ...] = tuple(
        "January February March April May June July August September October November December".split()
    )
    in_full: str = "{day} {month} {year}"
    number_mark: str = ","

    introduction: str = "Answers from articles: every quotation verified, every sentence with its source."
    views: str = "Views"
    ask_view: str = "Ask"
    said_view: str = "Who said what"
    conversations: str = "Conversations"
    add_articles: str = "Add articles"
    brief: tuple[str, ...] = ("New", "Add")  # of the header's buttons, what is seen on a phone
    close: str = "Close"
    question: str = "Question"
    question_hint: str = "What did … say about …?"
    ask: str = "Ask"
    stop: str = "Stop"
    suggestions: str = "Questions these articles can answer"
    holds: str = "{articles}{days}{undated}."
    holds_article: str = "1 article"
    holds_articles: str = "{n} articles"
    holds_days: str = " from {first} to {last}"
    holds_day: str = " of {first}"
    holds_undated: str = ", {n} without a date"
    added: str = "Last added on {day}."
    drawn_from: str = "Cited here: {first} to {last}."
    drawn_from_day: str = "Cited here: {first}."

    filters: str = "Filters"
    filters_none: str = "everything"
    since: str = "From"
    until: str = "To"
    outlets: str = "Outlets"
    speaker: str = "Speaker"
    speaker_hint: str = "anybody"
    reset: str = "Remove filters"
    within_since: str = "from {day}"
    within_until: str = "to {day}"
    no_opinion: str = "without opinion pieces"

    status: Mapping[str, tuple[str, str, str]] = field(
        default_factory=lambda: {
            "grounded": ("✓", "Grounded", "Every sentence is supported by its sources."),
            "partial": ("◐", "Partial", "Part of what the model wrote was not supported and is left out."),
            "quotes_only": ("❝", "Quotes only", "These are the articles’ own words, not a model’s."),
            "refused": ("⊘", "No answer in these articles", ""),
        }
    )
    refusal: Mapping[RefusalReason, str] = field(
        default_factory=lambda: {
            "index_empty": "There are no articles yet.",
            "nothing_relevant": "These articles hold nothing on this.",
            "speaker_absent": "{speaker} does not speak in these articles.",
            "speaker_not_on_topic": "{speaker} says nothing on this in these articles.",
            "outside_dates": "What there is on this is outside the days asked for.",
            "only_hearsay": "These articles mention {speaker} but hold no words of theirs.",
        }
    )
    nobody: str = "Whoever was asked for"
    worded: Worded = ()
    """How sentences are told that code words in English; without one, as they are."""
    kind: Mapping[str, str] = field(
        default_factory=lambda: {
            "direct": "quoted word for word",
            "mixed": "quoted in part",
            "indirect": "reported, not quoted",
            "passage": "the article’s own words",
        }
    )
    article_kind: Mapping[str, str] = field(default_factory=lambda: {"opinion": "opinion piece", "live": "live report"})
    stage: Mapping[str, str] = field(
        default_factory=lambda: {
            "waiting": "Another answer is being written; yours comes next…",
            "searching": "Searching the articles…",
            "reading": "Reading the sources…",
            "writing": "Being written; what is not checked yet is in italics",
            "stopped": "Stopped before anything was checked.",
        }
    )
    noted: Mapping[str, tuple[str, str]] = field(
        default_factory=lambda: {
            "correction": ("Corrected", "Corrected on {day}"),
            "clarification": ("Clarified", "Clarified on {day}"),
            "update": ("Updated", "Updated on {day}"),
            "retraction": ("Retracted", "Retracted on {day}"),
        }
    )
    rests_on_retracted: str = "This rests on an article that has been retracted: {numbers}."
    differ: Mapping[str, str] = field(
        default_factory=lambda: {
            "number": "Accounts differ on a figure",
            "date": "Accounts differ on a day",
            "name": "Accounts differ on a name",
            "speaker": "Accounts differ on who said it",
        }
    )
    later: str = "later"
    version_other: str = "and 1 other article"
    version_others: str = "and {n} other articles"
    told: str = "The articles’ own words, until an answer is written"
    told_before: str = "The articles’ own words ({n})"
    stopped_after: str = "Stopped. Only what is not in italics was checked."
    fetching: str = "Fetching the language model, once: {done} of {total} MB"
    no_answer: str = "No answer."
    trouble: Mapping[Trouble, str] = field(
        default_factory=lambda: {
            "input": "",
            "no_index": "There are no articles here yet.",
            "index": "The index cannot be read or written to.",
            "no_model": "The language model is not there.",
            "model": "The language model did not do its part.",
            "busy": "Too many answers are being written; try again in a little while.",
            "often": "That is more than is answered in a minute; try again in a little while.",
            "elsewhere": "An answer here is being written in another window; wait for it, or begin a new conversation.",
            "unforeseen": "Something went wrong that OnRecord did not foresee. Try again; if it happens again, its log "
            "says why.",
        }
    )
    understood: str = "Understood as"
    narrow: str = "Ask for"
    change: str = "Change {what}: {value}"
    add: str = "Add {what}"
    slot_speaker: str = "speaker"
    slot_topic: str = "topic"
    slot_period: str = "time"
    ask_again: str = "Ask this instead"
    cancel: str = "Cancel"

    found: str = "Found in these articles"
    sources: str = "Sources"
    nearest: str = "The nearest there is"
    left_out: str = "Left out ({n}, not supported)"
    also_read: str = "Also read ({n}, not cited)"
    source: str = "Source {n}: {title}"
    original: str = "Original article"
    undated: str = "undated"
    untitled: str = "(no title)"
    by: str = "by {names}"
    back: str = "Back to the answer"
    article: str = "Article"
    no_server: str = "The server does not answer."
    changed: str = "The article has changed since this answer; this is the version that was cited."
    carried: str = "Also carried by"
    not_shown: str = "Not to be shown"
    no_index_any_more: str = "There is no index any more."
    words_gone: str = "The article no longer holds the cited words at this place."
    article_gone: str = "This article is no longer in the index."

    retry: str = "Ask again"
    edit: str = "Edit question"
    copy: str = "Copy with sources"
    link: str = "Copy link"
    copied: str = "Copied."
    not_copied: str = "The browser does not allow copying."
    helpful: str = "Helpful"
    wrong: str = "Wrong"
    judge: str = "Your judgement"
    what_is_wrong: str = "What is wrong with it?"
    wrong_reasons: tuple[str, ...] = (
        "Wrong speaker",
        "Wrong or missing words",
        "Not what was asked",
        "Something else was said too",
        "Refused, though the articles say it",
    )
    wrong_more: str = "More (optional)"
    send: str = "Send"
    judged: str = "Judged."
    thanks: str = "Kept. Thank you."
    not_kept: str = "This could not be kept."
    editing: str = "Asking will replace question {n} and what follows."
    busy: str = "An answer is being written; stop it first."

    new_conversation: str = "New conversation"
    no_conversations: str = "No conversations yet. They are kept here, beside the index."
    questions: str = "{n} questions"
    one_question: str = "1 question"
    export: str = "Export as {form}"
    delete: str = "Delete"
    delete_sure: str = "Delete for good, judgements too"
    delete_what: str = "Delete: {title}"
    judgements: str = "Judgements as a question set (YAML)"
    conversation_gone: str = "This conversation is no longer there."

    empty: str = "No articles yet"
    empty_index: str = "The index in {path} holds no articles yet."
    no_index: str = "There is no index in {path} yet."
    bring: str = "Choose files, or drop them here"
    bring_hint: str = "Text, web pages, PDF, Word, JSON, CSV and more, also packed; {most} MB each at most."
    add_chosen: str = "Add these files"
    load_samples: str = "Load the sample articles"
    or_samples: str = "Or look around in articles that come with OnRecord; the people quoted in them are fictional."
    sending: str = "sending"
    reading_in: str = "reading"
    done: str = "done"
    added_articles: str = "{n} articles added"
    added_article: str = "1 article added"
    nothing_new: str = "nothing new in it"
    too_large: str = "is larger than {most} MB"
    uploads_busy: str = "not now: others are adding articles; try again in a little while"
    file_failed: str = "could not be sent"
    not_used: str = "cannot be used"
    no_vectors: str = "Found by their words alone, without the embedding model."
    step: Mapping[str, str] = field(
        default_factory=lambda: {
            "articles": "Articles read: {done}",
            "quotes": "Quotations found in {done} of {total} articles",
            "vectors": "Passages understood: {done} of {total}",
        }
    )
    all_added: str = "Everything is in. "
    begin: str = "Start asking"

    who: str = "Who"
    who_hint: str = "Begin to type a name"
    about: str = "About"
    about_hint: str = "any topic"
    outlet: str = "Outlet"
    any_outlet: str = "any outlet"
    no_outlet: str = "no outlet named"
    other_outlets: str = "other outlets"
    show: str = "Show"
    statements: str = "{n} statements by {speaker}"
    statement: str = "1 statement by {speaker}"
    statements_about: str = " about {topic}"
    statements_cut: str = "The {shown} closest are shown."
    no_statements: str = "No statement of {speaker} here."
    did_you_mean: str = "Did you mean"
    most_quoted: str = "Most quoted"
    timeline: str = "When it was said"
    timeline_alt: str = "The picture shows when and where; the table below it holds the same."
    undated_statements: str = "{n} undated statements are not in the picture."
    col_day: str = "Date"
    col_words: str = "Words"
    col_kind: str = "How"
    col_outlet: str = "Source"
    ask_about: str = "Ask about this"
    open_at: str = "Open: {title}"
    quoted: Mapping[str, str] = field(
        default_factory=lambda: {"direct": "word for word", "mixed": "in part", "indirect": "reported"}
    )
    exported: str = "A conversation with OnRecord"
    skip: str = "To the question"

    def day(self, day: date) -> str:
        """A day as a reader writes it: "3 May 2021"."""
        return self.in_full.format(day=day.day, month=self.months[day.month - 1], year=day.year)

    def why_not(self, turn: Turn) -> str:
        """Why there is no answer to a question: not yet, stopped, or what went wrong."""
        if turn.failure is None:
            return self.stage[turn.stage]
        trouble = self.trouble[turn.trouble] if turn.trouble else ""
        return f"{trouble} {turn.failure}".strip()

    def of_code(self, sentence: str) -> str | None:
        """A sentence that code words in English, in this language; None where it has none for it."""
        return sentence if self.language == "en" else told(sentence, self.worded, self.day)

    def why_refused(self, answer: Answer, refusal: Refusal) -> str:
        """In a sentence, without what the index holds: that stands below every answer."""
        why = refusal.message.partition(" The index holds ")[0]
        if refusal.reason != "index_empty" and (known := self.of_code(why)):
            return known
        return self.refusal[refusal.reason].format(speaker=answer.slots.speaker or self.nobody)

    def number(self, n: float) -> str:
        return f"{n:,.0f}".replace(",", self.number_mark)


ENGLISH = Texts()
