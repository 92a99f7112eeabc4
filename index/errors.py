"""Every error that OnRecord raises on purpose. Foreign exceptions are translated at the door they came through.

    OnRecordError
    ├── InputError              what was given cannot be used                          exit 2
    │   ├── SettingsError       a setting is out of bounds or contradicts another
    │   ├── Unreadable          a file, or a line of one, holds no article that can be read
    │   ├── Malformed           bytes are no text, no page, no XML: each reader makes Unreadable of it
    │   ├── FetchFailed         an address could not be fetched, or must not be
    │   └── UnknownArticle      no article has this id
    ├── IndexFailed             the index cannot do what was asked                      exit 3
    │   ├── IndexMissing        there is no index in this folder
    │   ├── IndexMismatch       it was built with another model, passage size or format
    │   ├── IndexBusy           another process is writing to it
    │   └── IndexDamaged        a part cannot be read; `onrecord doctor` says which
    ├── WeightsFailed           a model's file could not be had                         exit 3
    │   ├── WeightsMissing      it is not in the cache, and fetching was not asked for or not possible
    │   └── WeightsCorrupt      what arrived is not what models.toml names (size or sha256)
    ├── EmbeddingFailed         an embeddings endpoint did not do its part              exit 3
    │   ├── EmbeddingRefused    wrong key, wrong model name, or not allowed
    │   └── EmbeddingUnavailable  no connection, a time-out, 429 or 5xx, after the retries
    └── ModelFailed             an endpoint did not do its part                         exit 3
        ├── ModelUnavailable    the embedded model cannot run on this machine
        ├── ModelUnreachable    no connection, or a time-out
        ├── ModelRefused        wrong key, wrong model name, or not allowed
        ├── ModelOverloaded     429 or 5xx, after the retries
        ├── ContextOverflow     the prompt is longer than the model can read
        ├── EmptyReply          the model wrote nothing
        └── BrokenStream        the reply ended before its end

A message names the value with `!r` and the next step. `retryable` says whether the same call may go through later.
"""

from typing import Self

from index.values import Problem


class OnRecordError(Exception):
    exit_code = 3
    retryable = False


class InputError(OnRecordError):
    exit_code = 2


class SettingsError(InputError): ...


class Unreadable(InputError):
    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class Malformed(InputError): ...


class FetchFailed(InputError):
    retryable = True


class UnknownArticle(InputError): ...


class IndexFailed(OnRecordError): ...


class IndexMissing(IndexFailed):
    exit_code = 2


class IndexMismatch(IndexFailed): ...


class IndexBusy(IndexFailed):
    retryable = True


class IndexDamaged(IndexFailed): ...


class WeightsFailed(OnRecordError):
    """`brief` is one short sentence for a reader who asked something else: what is missing, and how to get it."""

    _brief: str | None = None

    @property
    def brief(self) -> str:
        return self._brief or str(self)

    def in_brief(self, sentence: str) -> Self:
        """This error, with its brief form."""
        self._brief = sentence
        return self


class WeightsMissing(WeightsFailed):
    retryable = True


class WeightsCorrupt(WeightsFailed):
    retryable = True


class EmbeddingFailed(OnRecordError): ...


class EmbeddingRefused(EmbeddingFailed): ...


class EmbeddingUnavailable(EmbeddingFailed):
    retryable = True


class ModelFailed(OnRecordError): ...


class ModelUnavailable(ModelFailed): ...


class ModelUnreachable(ModelFailed):
    retryable = True


class ModelRefused(ModelFailed): ...


class ModelOverloaded(ModelFailed):
    retryable = True


class ContextOverflow(ModelFailed):
    prompt_tokens: int | None = None
    context_tokens: int | None = None


class EmptyReply(ModelFailed):
    retryable = True


class BrokenStream(ModelFailed):
    retryable = True
