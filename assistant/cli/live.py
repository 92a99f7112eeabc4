"""An answer as it comes: sources first, then what the model writes, dimmed because nothing of it is checked yet."""

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.live import Live
from rich.text import Text

from assistant.cli.output import clean, out
from assistant.cli.progress import Seldom
from assistant.cli.render import source_line
from assistant.values import Answer, Checked, Citation, Event, Sources

_SEARCHING = "Searching the articles…"
_LINES_KEPT = 4
"""Lines of the screen that are left free: more than a screenful could not be wiped away again."""


class Watch:
    """Follows one stream of events. A terminal shows what is there so far, and nothing of that stays."""

    def __init__(self, *, quiet: bool) -> None:
        """`quiet`: nothing is shown, except that a fetch is reported on stderr."""
        self._citations: Sequence[Citation] = ()
        self._text = _SEARCHING
        self._say = Seldom()
        self._live: Live | None = None
        if out().is_terminal and not quiet:
            self._live = Live(self._view(), console=out(), transient=True)

    def answer(self, events: Iterable[Event]) -> Answer:
        """The answer that ends the stream; one stream after another may be followed."""
        self._citations, self._text = (), _SEARCHING
        if self._live is None:
            *_, checked = events
            assert isinstance(checked, Checked)
            return checked.answer
        with self._live:
            for event in events:
                if isinstance(event, Checked):
                    return event.answer
                self._show(event)
        raise AssertionError("a stream of events ends with Checked")

    def fetched(self, done: int, total: int) -> None:
        """Takes the bytes had and the bytes of the whole, where a model has to be fetched first."""
        text = f"Fetching the language model, once: {done / 1e6:,.0f} of {total / 1e6:,.0f} MB"
        if self._live is None:
            self._say(text)
        else:
            self._text = text
            self._live.update(self._view())

    def _show(self, event: Event) -> None:
        if isinstance(event, Sources):
            self._citations, self._text = event.citations, "Reading them…"
        elif not isinstance(event, Checked):
            self._text = event.text
        if self._live is not None:
            self._live.update(self._view())

    def _view(self) -> Group:
        """The sources, a line each, and the end of the text: at most a screenful."""
        width, room = out().width, max(out().height - _LINES_KEPT, 2)
        lines = [source_line(citation) for citation in self._citations[: room // 2]]
        for line in lines:
            line.truncate(width, overflow="ellipsis")
        text = Text(clean(self._text), style="dim").wrap(out(), width)
        shown: list[RenderableType] = [*lines, *([Text("")] if lines else []), *text[-(room - len(lines)) :]]
        return Group(*shown)
