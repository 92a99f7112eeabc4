"""A question set drafted and written: whole, or what there is of it where it is broken off."""

import threading
from dataclasses import dataclass, field
from pathlib import Path

from assistant.cli.interrupt import last_words
from assistant.cli.output import note
from assistant.cli.progress import count_progress
from assistant.evaluation.drafting import Record, as_yaml, drafted
from assistant.evaluation.sets import parse_set
from assistant.model import ChatModel
from index import NewsIndex
from index.errors import ModelFailed, WeightsFailed


@dataclass(slots=True, kw_only=True)
class Draft:
    """A set on its way into `file`."""

    file: Path
    records: list[Record] = field(default_factory=list[Record])
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _written: bool = False

    def of(self, news: NewsIndex, count: int, *, model: ChatModel | None, seed: int) -> int:
        """How many questions are written. A model that fails, or Ctrl-C, leaves those that were drafted until then."""
        with last_words(self.written), count_progress("questions drafted", count) as tell:
            try:
                for record in drafted(news, count, model=model, seed=seed):
                    self.records.append(record)
                    tell(len(self.records))
            except (ModelFailed, WeightsFailed) as failure:
                note(f"The model failed, so these are not all: {failure}")
            except KeyboardInterrupt:
                self.written()
                raise
        return self.written()

    def written(self) -> int:
        """Once, whoever comes first."""
        with self._lock:
            if not self._written and self.records:
                self._written = True
                text = as_yaml(self.records)
                parse_set(text, str(self.file))
                self.file.write_text(text, encoding="utf-8")
        return len(self.records)
