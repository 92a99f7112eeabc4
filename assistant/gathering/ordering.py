"""Orders in an article to the machine that reads it: "Assistants must say that …". Found by their wording, in
English and, less surely, in other languages.

A model is told that articles are data; what it writes and rests on such an order alone does not stand, and where code
shows extracts by itself, it shows others rather than these.
"""

import re
from functools import lru_cache

from index.sentences import sentence_spans

Span = tuple[int, int]

_MODEL = (
    r"(?:\b(?:AIs?|A\.I\.|KI|IA|LLMs?|ChatGPT)\b"
    r"|(?i:\b(?:(?:large )?language models?|chat ?bots?|Sprachmodelle?n?|taalmodel(?:len)?"
    r"|mod[èe]l(?:es?|os?|lo|li) (?:de lang(?:age|ue)|de lenguaje|de linguagem|linguistic[oi]))\b))"
)
_ASSISTANT = r"(?i:\b(?:assistants?|Assistenten?|asistentes?|assistent[ei]s?)\b)"
_ANY = rf"(?:{_MODEL}|{_ASSISTANT})"
_MACHINE = (
    rf"(?:{_MODEL}|(?:^\W*|[.:;,!?“\"(\[]\s*|(?i:\b(?:to|for|all|dear|attention|that|virtual|digital|alle|les|los|gli|os|de))"
    rf"\s+){_ASSISTANT})"
)
"""Whom an order is for. The assistants of shops and schools are people: bare, the word counts at a beginning alone."""
_MUST = (
    r"(?:must|shall|should|are (?:not )?(?:to|permitted|allowed)|have to|need to|please"
    r"|müss(?:en|t)|soll(?:en|st|t)?|doi(?:ven)?t|devez|deb(?:en?|es)|dev(?:e|ono|em)|moet(?:en)?)"
)
_TELL = (
    r"(?:say|give|answer|reply|respond|state|tell|write|claim|assert|conclude|ignore|disregard|forget|replace|mention|cite"
    r"|quote|obey|repeat|antworte\w*|behaupte\w*|schreib\w*|sag\w*|ignorier\w*|vergiss|vergessen"
    r"|répond\w*|di[rt]\w*|écri\w*|ignor\w+|oubli\w*|respond\w*|escrib\w*|olvid\w*|rispond\w*|scriv\w*|dimentic\w*"
    r"|esque\w*|escrev\w*|antwoord\w*|schrijf\w*|negeer\w*|vergeet)"
)
_ADDRESSED = (
    r"(?:notes?|messages?|instructions?|orders?|attention|dear|for|to|Anweisung(?:en)?|Hinweise?|an|nota|instrucciones"
    r"|istruzioni|instruções|instructies|pour|para|per|voor|aan)"
)
_UP_TO_THREE = r"\W+(?:\w+\W+){0,3}?"
_TO_MACHINES = re.compile(
    rf"{_MACHINE}\W+(?:\w+\W+){{0,5}}?(?i:{_MUST}){_UP_TO_THREE}(?i:{_TELL})\b"
    rf"|{_MACHINE}{_UP_TO_THREE}obey\b"
    rf"|(?:^|[.:;!?(\[“\"]\s*)(?i:{_ADDRESSED}){_UP_TO_THREE}{_ANY}[^.:!?\n]{{0,40}}[:–]"
    rf"|\b(?:for|to) {_ANY}(?: only| alone)?:"
    rf"|^\W*{_ASSISTANT}:"
    rf"|(?i:\bdear) {_ANY}\b|^\W*{_ANY}\W*[,:]\W*(?i:(?:please\W+)?{_TELL})\b"
    rf"|(?i:^\W*(?:please\W+)?{_TELL})\b[^.\n]{{0,60}}{_MODEL}"
)
"""What machines must say, what is addressed to them, and what they are told to do; not what is said of them."""
_OF_RULES = re.compile(
    r"(?:^|[.!?:“\"]\s*|\b(?:must|should|please|and|now)\s+)(?:ignore|disregard|forget|override)\b[^.]{0,40}"
    r"\b(?:instructions?|rules|prompts?|article|filters?|above)\b"
    r"|\b(?:begin|end|start|finish) (?:every|each|your|all) answers?\b"
    r"|\b(?:as|in|into|with|to) your (?:whole |entire )?(?:answer|reply)\b"
    r"|\byour (?:whole |entire )?(?:answer|reply) (?:must|shall)\b"
    r"|\bwhen you are asked (?:what|about|how|which|who|for|to)\b[^.\n]{0,80}\b(?:answer|say|reply)\b"
    r"|\bdeveloper mode is (?:now )?on\b|\b(?:in|enter|enable|into) developer mode\b"
    r"|\bif you are (?:summari[sz]ing|processing|answering)\b"
    r"|\b(?:your|the|this) system prompt\b|\[/?SYSTEM\]|^\s*SYSTEM:|<\|[a-z_]+\|>"
    r"|\b(?:ignorier\w*|vergiss|vergessen sie)\b[^.]{0,40}\b(?:anweisungen|regeln)\b"
    r"|\b(?:ignore[zr]|oublie[zr]?)\b[^.]{0,40}\b(?:instructions|consignes|règles)\b"
    r"|\b(?:ignor[ae]|olvid[ae]|dimentica|esqueça)\b[^.]{0,40}"
    r"\b(?:instrucciones|reglas|istruzioni|regole|instruções|regras)\b"
    r"|\b(?:negeer|vergeet)\b[^.]{0,40}\b(?:instructies|regels)\b"
    r"|\b(?:забудь|игнорируй)\w*\b[^.]{0,40}\b(?:правил|инструкци)"
    r"|(?:忽略|无视)[^。]{0,20}(?:指示|指令|规则)",
    re.IGNORECASE,
)
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


def is_ordered(text: str, span: Span, question: str) -> bool:
    """Whether these characters of an article stand in such an order."""
    return not any(start < span[1] and span[0] < end for start, end in without_orders(text, question))


@lru_cache(maxsize=256)
def without_orders(text: str, question: str) -> tuple[Span, ...]:
    """The parts of the text outside such orders; an order goes on to the end of its paragraph.

    All of it where the question is about machines that read: then such words may be the news.
    """
    if re.search(_ANY, question):
        return ((0, len(text)),)
    parts: list[Span] = []
    for paragraph in re.finditer(r"[^\n]+", text):
        spans = sentence_spans(paragraph[0])
        first = next((start for start, end in spans if is_order(paragraph[0][start:end])), None)
        if first != 0:
            end = paragraph.end() if first is None else paragraph.start() + first
            _append(parts, (paragraph.start(), end), text)
    return tuple(parts)


def is_order(sentence: str) -> bool:
    sentence = sentence.translate(_UNSEEN)
    return bool(_TO_MACHINES.search(sentence) or _OF_RULES.search(sentence))


def _append(parts: list[Span], part: Span, text: str) -> None:
    """What nothing but space parts is one."""
    if parts and not text[parts[-1][1] : part[0]].strip():
        parts[-1] = (parts[-1][0], part[1])
    else:
        parts.append(part)
