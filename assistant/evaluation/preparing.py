"""Everything that a run needs, opened as the settings say: the index, the model, and what earlier runs have kept."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from platformdirs import user_cache_path

from assistant.assistant import Assistant, model_for
from assistant.evaluation.kept import Kept, fingerprint_of
from assistant.evaluation.measuring import Price
from assistant.evaluation.remembering import RememberingEmbedder
from assistant.evaluation.running import Run
from assistant.model import ChatModel
from assistant.opening import embedder_for, reranker_for
from assistant.settings import Settings
from index import open_index


@contextmanager
def prepared(
    settings: Settings,
    *,
    model: ChatModel | None = None,
    keep_in: Path | None = None,
    jobs: int = 1,
    price: Price | None = None,
    fresh: bool = False,
    fetched: Callable[[int, int], None] | None = None,
) -> Generator[Run]:
    """A run over the index of the settings. Raises IndexMissing where there is none.

    `model` stands in for that of the settings, `keep_in` for the user's cache. The embedded model writes one answer at
    a time, whatever `jobs` says.
    """
    news = open_index(
        settings.index,
        embedder=RememberingEmbedder(embedder_for(settings)),
        create=False,
        chroma_url=settings.chroma_url,
        reranker=reranker_for(settings),
    )
    with Assistant(news, settings, model or model_for(settings, fetched)) as assistant:
        folder = keep_in or user_cache_path("onrecord") / "evaluation"
        kept = Kept(folder, fingerprint_of(settings, news), fresh=fresh)
        alone = settings.llm and settings.embedded and model is None
        yield Run(assistant=assistant, kept=kept, jobs=1 if alone else jobs, price=price)
