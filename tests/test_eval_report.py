"""The report of a run in a real Chromium: filters, plots, both widths, dark and light, and hostile text."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant import Settings
from assistant.assistant import Assistant
from assistant.evaluation.comparing import BaselineQuestion, compare
from assistant.evaluation.evaluations import Evaluation, data_of
from assistant.evaluation.html import html
from assistant.evaluation.kept import Kept
from assistant.evaluation.markdown import markdown
from assistant.evaluation.outcomes import Result
from assistant.evaluation.reports import write_reports
from assistant.evaluation.running import Run, selected
from assistant.evaluation.sets import parse_set, read_set
from assistant.evaluation.thresholds import parse_thresholds
from assistant.samples import questions
from index import open_index
from index.errors import InputError
from tests.fakes import HashingEmbedder
from tests.page_serving import ATTACK, in_browser, new_context

HOSTILE = json.dumps(
    {"id": f"attack {ATTACK}", "question": f"Who said {ATTACK}?", "expect": {"answers": [ATTACK]}, "tags": [ATTACK]}
)


@pytest.fixture(scope="module")
def evaluation(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    """Twelve sample questions and a hostile one, against a baseline that is better in one and worse in another."""
    chosen = (*selected(read_set(questions()), ["figure", "refusal"], 12), *parse_set(HOSTILE, "s", lines=True))
    with open_index(sample_folder, embedder=HashingEmbedder()) as news:
        kept = Kept(tmp_path_factory.mktemp("kept"), "x")
        found = tuple(Run(assistant=Assistant(news, Settings.read(llm=False)), kept=kept).results(chosen))
    return Evaluation(
        name=f"samples {ATTACK}",
        setup={"model": "none", "k": "8"},
        results=found,
        asked=len(found),
        comparison=compare(found, before(found), f"last {ATTACK}"),
        thresholds=parse_thresholds(["mrr=1.01"]),
    )


def before(found: tuple[Result, ...]) -> list[BaselineQuestion]:
    """As now, but for the first that passed, which failed, and the first that failed, which passed."""
    won = next(one.question.id for one in found if one.passed)
    lost = next(one.question.id for one in found if not one.passed)
    return [
        BaselineQuestion(
            id=one.question.id,
            asked=one.question.model_dump(mode="json", exclude_defaults=True),
            passed=one.question.id == lost or (one.passed and one.question.id != won),
            figures={**one.figures, "answer": float(one.question.id == lost)}
            if one.question.expect
            else dict(one.figures),
            text=f"before {ATTACK}",
        )
        for one in found
    ]


@pytest.fixture
def report(browser: Browser, evaluation: Evaluation, tmp_path: Path) -> Iterator[Page]:
    with new_context(browser) as context:
        yield from opened(context.new_page(), evaluation, tmp_path)


def opened(page: Page, evaluation: Evaluation, folder: Path) -> Iterator[Page]:
    """The report, from its file. Fails where it asks for anything else, or its script or its policy complains."""
    write_reports(evaluation, folder)
    asked, broken = list[str](), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("console", lambda message: broken.append(message.text))
    page.goto((folder / "report.html").as_uri())
    yield page
    assert asked == [(folder / "report.html").as_uri()]
    assert broken == []


@in_browser
def test_the_report_shows_figures_plots_and_each_question(report: Page, evaluation: Evaluation) -> None:
    count = len(evaluation.results)
    expect(report.locator("h1")).to_contain_text(f"{evaluation.passed} of {count} questions passed")
    expect(report.get_by_text("Missed: mrr ≥ 1.01")).to_be_visible()
    assert report.locator("details.question").count() == count
    assert report.locator("svg").count() == sum(one.high <= 1 for one in evaluation.summaries.values() if one.n) - 2 + 1
    first = report.locator("details.question").first
    first.locator("summary").click()
    expect(first.locator(".text").first).to_have_text(evaluation.results[0].outcome.answer.text)
    cited = len(evaluation.results[0].outcome.answer.citations)
    assert first.locator("blockquote").count() == cited


@in_browser
def test_filters_choose_by_verdict_tag_change_and_words(report: Page, evaluation: Evaluation) -> None:
    shown = report.locator("details.question:visible")
    results = evaluation.results
    assert evaluation.comparison is not None
    report.select_option("select[name=verdict]", "failed")
    assert shown.count() == sum(not one.passed for one in results)
    report.select_option("select[name=verdict]", "")
    report.select_option("select[name=tag]", "refusal")
    assert shown.count() == sum("refusal" in one.question.tags for one in results)
    expect(report.locator("#shown")).to_have_text(f"{shown.count()} of {len(results)} questions")
    report.select_option("select[name=tag]", "")
    report.select_option("select[name=changed]", "lost")
    assert shown.count() == len(evaluation.comparison.lost) == 1
    report.select_option("select[name=changed]", "won")
    assert shown.count() == len(evaluation.comparison.won) == 1
    report.select_option("select[name=changed]", "")
    report.fill("input[name=words]", "SCHOOL BY 2026")
    assert shown.count() == 1


@in_browser
def test_hostile_text_is_only_text(report: Page) -> None:
    for one in report.locator("details.question").all():
        one.locator("summary").click()
    assert report.title().endswith(": evaluation")
    assert report.title().startswith("samples <script>")
    assert report.locator("main :is(script, img, iframe, style, a)").count() == 0
    expect(report.locator("details.question").last).to_contain_text("<script>document.title = 'taken'</script>")


@in_browser
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("dark", [False, True])
def test_the_report_fits_a_phone_and_a_desk_in_both_lights(
    browser: Browser, evaluation: Evaluation, tmp_path: Path, width: int, dark: bool
) -> None:
    with new_context(browser, width=width, dark=dark) as context:
        for page in opened(context.new_page(), evaluation, tmp_path):
            for one in page.locator("details.question summary").all()[:3]:
                one.click()
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            for plot in page.locator("td svg").all():
                assert plot.bounding_box()["width"] >= 70  # pyright: ignore[reportOptionalSubscript]
            for table in page.locator(".scroll").all():
                assert table.get_attribute("tabindex") == "0"
                assert table.evaluate("e => e.scrollWidth <= e.clientWidth")
            ground, ink = page.evaluate(
                "(() => { const s = getComputedStyle(document.body); return [s.backgroundColor, s.color]; })()"
            )
            assert (ground, ink) == (
                ("rgb(23, 22, 20)", "rgb(236, 232, 224)") if dark else ("rgb(251, 250, 247)", "rgb(29, 28, 26)")
            )
            assert page.locator("summary").first.bounding_box()["height"] >= 24  # pyright: ignore[reportOptionalSubscript]


def test_the_same_run_has_the_same_bytes(evaluation: Evaluation, tmp_path: Path) -> None:
    names = ("report.json", "report.md", "report.html")
    write_reports(evaluation, tmp_path)
    first = [(tmp_path / name).read_bytes() for name in names]
    write_reports(evaluation, tmp_path)
    assert [(tmp_path / name).read_bytes() for name in names] == first
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)
    data = json.loads(first[0])
    assert data["passed"] == evaluation.passed
    assert data["good"] is False
    assert [one["id"] for one in data["results"]] == [one.question.id for one in evaluation.results]
    assert data["results"][0]["citations"][0]["text"] == evaluation.results[0].outcome.answer.citations[0].text
    assert json.loads(json.dumps(data_of(evaluation))) == data


def test_markdown_takes_foreign_text_for_text(evaluation: Evaluation) -> None:
    text = markdown(evaluation)
    assert "| mrr | " in text
    assert "**Missed:** mrr ≥ 1.01" in text
    assert "<script>" not in text.replace("\\<script\\>", "")
    assert "](" not in text.replace("\\](", "")
    assert "No more passed: " in text


def test_a_report_says_that_it_is_not_complete(evaluation: Evaluation) -> None:
    part = Evaluation(name="x", setup={}, results=evaluation.results[:2], asked=5)
    assert "Not complete: 2 of 5 questions were asked." in html(part)
    assert "**Not complete:** 2 of 5 questions were asked." in markdown(part)


def test_a_folder_that_cannot_be_written_to_is_an_input_error(evaluation: Evaluation, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="no report can be written to"):
        write_reports(evaluation, tmp_path / "file")
