from index.context import carried, speaking_mentions, within

TEXT = (
    "Mayor Anna de Vries, who took office in May, said the ferry was late. “It is,” said the ferry captain Per Holm. "
    "But Holm also warned of ice. Thornsea County said nothing. A ship passed. Vries added that it was the Aurora."
)


def test_speakers_are_named_by_their_full_name_without_titles():
    assert [(TEXT[start:].split()[0], name) for start, name in speaking_mentions(TEXT)] == [
        ("Mayor", "Anna de Vries"),
        ("Per", "Per Holm"),
        ("But", "Per Holm"),
        ("Vries", "Anna de Vries"),
    ]


def test_a_place_and_a_single_unknown_name_are_no_speakers():
    assert speaking_mentions("North County said so. Reykjavik said no. She said yes.") == ()


def test_the_last_speaker_before_a_position_is_carried_to_it():
    mentions = ((5, "Anna de Vries"), (40, "Per Holm"))
    assert carried(mentions, 5) is None
    assert carried(mentions, 6) == "Anna de Vries"
    assert carried(mentions, 100) == "Per Holm"


def test_speakers_within_a_span_are_listed_once():
    assert list(within(((5, "A"), (7, "B"), (9, "A"), (20, "C")), 5, 20)) == ["A", "B"]
