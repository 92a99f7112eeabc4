import pytest

from index.names import parse_name
from index.people import Voice, display_name, people, person_key, roles_in, same_person


def groups(*names: str | tuple[str, str]) -> set[frozenset[str]]:
    """The names of each person, for articles that give these names; ("Ward", "president") with a role."""
    voices: list[Voice] = []
    for key, entry in enumerate(names):
        text, role = entry if isinstance(entry, tuple) else (entry, "")
        name = parse_name(text)
        human = bool(name.given or role) and not name.institution
        voices.append(Voice(key, name, roles_in(role) | roles_in(name.role), human))
    return {frozenset(voice.name.text for voice in person.voices) for person in people(voices)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("US Secretary of State Anna Ward", "Anna Ward"),
        ("Mr. Ward", "Ward"),
        ("the late John Ward", "John Ward"),
        ("State Department spokesman Ned Ward", "Ned Ward"),
        ("Norway’s Anna Ward", "Anna Ward"),
        ("Sen. Anna Ward, I-Vt.", "Anna Ward"),
        ("Speaker of the House Rep. Paul Ward (R-WI)", "Paul Ward"),
        ("Health and Human Services Secretary Anna Ward", "Anna Ward"),
        ("Ambassador to the United Nations Anna Ward-Greene", "Anna Ward-Greene"),
        ("Ward’s", "Ward"),
    ],
)
def test_titles_roles_and_possessives_are_no_part_of_a_name(text: str, name: str):
    assert parse_name(text).text == name


@pytest.mark.parametrize("text", ["the Kremlin", "Norfield Ltd", "the Harbour Ministry", "Ward & Hale", "police"])
def test_institutions_have_no_surname_of_a_person(text: str):
    assert parse_name(text).institution


@pytest.mark.parametrize(
    "text",
    ["Ward aides", "an adviser to Anna Ward", "a spokesman for Mr. Ward", "Ward’s lawyers", "the Ward administration"],
)
def test_people_around_a_person_are_not_that_person(text: str):
    assert parse_name(text).joined != "annaward"
    assert parse_name(text).surname != "ward"


def test_a_role_alone_has_no_name():
    assert parse_name("the Secretary of State").surname == ""
    assert parse_name("the king").surname == ""
    assert parse_name("King").surname == "king"


def test_middle_names_initials_titles_and_case_make_no_other_person():
    assert groups("Anna Ward", "Anna J. Ward", "ANNA WARD", "Anna Jane Ward", "Dr Anna Ward") == {
        frozenset({"Anna Ward", "Anna J. Ward", "ANNA WARD", "Anna Jane Ward"})
    }


def test_two_people_of_one_surname_stay_two():
    assert groups("Anna Ward", "Tom Ward") == {frozenset({"Anna Ward"}), frozenset({"Tom Ward"})}


def test_other_middle_initials_are_other_people_and_the_plain_name_is_neither():
    assert groups("George H. W. Hale", "George W. Hale", "George Hale", "George H.W. Hale") == {
        frozenset({"George H. W. Hale", "George H.W. Hale"}),
        frozenset({"George W. Hale"}),
        frozenset({"George Hale"}),
    }


def test_father_and_son_are_told_apart_by_jr():
    assert groups("Tom Ward", "Tom Ward Jr.", "Tom Ward, Jr.") == {
        frozenset({"Tom Ward"}),
        frozenset({"Tom Ward Jr."}),
    }


def test_a_surname_alone_joins_the_only_one_of_that_surname():
    assert groups("Anna Ward", ("Ward", "mr"), ("Ward", "mayor")) == {frozenset({"Anna Ward", "Ward"})}


def test_a_surname_alone_that_two_people_bear_is_neither_but_for_a_role_that_only_one_has():
    assert groups("Anna Ward", "Tom Ward", ("Ward", "mayor")) == {
        frozenset({"Anna Ward"}),
        frozenset({"Tom Ward"}),
        frozenset({"Ward"}),
    }
    assert groups(("Anna Ward", "mayor"), "Tom Ward", ("Ward", "mayor")) == {
        frozenset({"Anna Ward", "Ward"}),
        frozenset({"Tom Ward"}),
    }


def test_a_company_of_the_same_name_joins_nobody():
    assert groups("Henry Norfield", "Norfield") == {frozenset({"Henry Norfield"}), frozenset({"Norfield"})}


def test_a_nickname_joins_only_where_an_article_gives_it():
    assert groups("Robert Ward", "Bob Ward") == {frozenset({"Robert Ward"}), frozenset({"Bob Ward"})}
    assert groups("Robert Ward", "Bob Ward", "Robert “Bob” Ward") == {frozenset({"Robert Ward", "Bob Ward"})}


def test_a_slip_in_the_given_name_joins_where_the_role_is_the_same():
    assert groups(("Antony Ward", "mayor"), ("Anthony Ward", "mayor")) == {frozenset({"Antony Ward", "Anthony Ward"})}
    assert groups("Antony Ward", "Anthony Ward") == {frozenset({"Antony Ward"}), frozenset({"Anthony Ward"})}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Jong-un", "Kim Jong Un"),
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
        ("Bashar al-Assad", "Bashar Assad"),
        ("J.D. Ward", "J. D. Ward"),
        ("José Núñez", "Jose Nunez"),
        ("Martin O’Malley", "Martin O'Malley"),
        ("the US State Department", "the State Department"),
        ("Norfield Ltd", "Norfield Inc"),
    ],
)
def test_spellings_of_one_name_are_one(one: str, other: str):
    assert same_person(parse_name(one), parse_name(other))


def test_ministries_of_two_countries_are_two():
    assert groups("the Norwegian Harbour Ministry", "the Danish Harbour Ministry", "Norway’s Harbour Ministry") == {
        frozenset({"Norwegian Harbour Ministry", "Norway’s Harbour Ministry"}),
        frozenset({"Danish Harbour Ministry"}),
    }


def test_particles_belong_to_the_surname():
    name = parse_name("Ursula von der Ward")
    assert (name.given, name.particles, name.surname) == (("ursula",), ("von", "der"), "ward")
    assert not same_person(parse_name("Ursula von der Ward"), parse_name("Ursula van Ward"))


def test_people_do_not_depend_on_the_order_of_the_articles():
    names = ("Ward", "Tom Ward", "Anna J. Ward", "Anna Ward", "Bob Hale", "Robert “Bob” Hale", "Robert Hale")
    assert groups(*names) == groups(*reversed(names))


def test_roles_are_compared_with_and_without_their_country():
    assert roles_in("us secretary of state") == {"secretary of state", "us secretary of state"}
    assert roles_in("mr") == frozenset()


def test_a_person_is_shown_by_the_full_name_used_most_and_keyed_by_first_name_and_surname():
    names = [(parse_name("Ward"), 9), (parse_name("Anna Ward"), 4), (parse_name("Anna J. Ward"), 1)]
    assert display_name(names) == "Anna Ward"
    assert person_key("Anna J. Ward") == "anna ward"
    assert person_key("Tom Ward Jr.") == "tom ward jr"
