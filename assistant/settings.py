"""The one place where every default stands; lower layers take plain values."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from platformdirs import user_config_path, user_data_path
from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from index.errors import SettingsError

CONFIG_FILE = user_config_path("onrecord") / "onrecord.toml"
OPENAI_URL = "https://api.openai.com/v1"
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def _named(*names: str) -> Any:
    return AliasChoices(*names)


class _TomlFile(TomlConfigSettingsSource):
    """`onrecord.toml`. Raises SettingsError where it cannot be read, or has a name that no setting has."""

    def __init__(self, settings_cls: type[BaseSettings]) -> None:
        super().__init__(settings_cls)
        known = {name for field in settings_cls.model_fields.items() for name in _names_of(*field)}
        if unknown := sorted(set(self.toml_data) - known):
            raise SettingsError(
                f"{str(CONFIG_FILE)!r} has no setting {unknown[0]!r}; there are {_listed(settings_cls)}"
            )

    def _read_file(self, file_path: Any) -> dict[str, Any]:
        try:
            return super()._read_file(file_path)
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise SettingsError(f"{str(file_path)!r} cannot be read as TOML: {error}") from error


def _names_of(name: str, field: FieldInfo) -> tuple[str, ...]:
    """The names of one setting, in the TOML file and in the environment."""
    alias = field.validation_alias
    return (name, *(str(choice) for choice in alias.choices)) if isinstance(alias, AliasChoices) else (name,)


def _listed(settings_cls: type[BaseSettings]) -> str:
    return ", ".join(settings_cls.model_fields)


class Settings(BaseSettings):
    """How one assistant runs, from arguments, `ONRECORD_*` variables and `onrecord.toml`.

    Arguments win over the environment, the environment over the TOML file.

    With neither `llm_base_url` nor `llm_api_key`, the embedded model answers; with `llm=False` none does, and
    answers are the verified quotations themselves.
    """

    model_config = SettingsConfigDict(
        env_prefix="ONRECORD_",
        frozen=True,
        extra="ignore",
        toml_file=CONFIG_FILE,
        populate_by_name=True,
        hide_input_in_errors=True,
    )

    index: Path = user_data_path("onrecord") / "index"
    """The index folder."""
    llm: bool = True
    """Whether a language model words the answers."""
    llm_base_url: str | None = Field(
        default=None, validation_alias=_named("llm_base_url", "ONRECORD_LLM_BASE_URL", "OPENAI_BASE_URL")
    )
    """An OpenAI-compatible endpoint such as `http://localhost:11434/v1`."""
    llm_api_key: SecretStr | None = Field(
        default=None, validation_alias=_named("llm_api_key", "ONRECORD_LLM_API_KEY", "OPENAI_API_KEY")
    )
    llm_model: str | None = None
    """The model's name at the endpoint; None takes the only one it offers."""
    llm_timeout: Annotated[float, Field(gt=0, le=3600)] = 120.0
    """Seconds until an endpoint that sends nothing is given up, also that of `embed_model`."""
    llm_retries: Annotated[int, Field(ge=0, le=10)] = 2
    """Further tries after a 429, a 5xx or a lost connection."""
    context_tokens: Annotated[int, Field(ge=1024, le=1_000_000)] = 8192
    """What the model can read and write in all, in tokens."""
    evidence_tokens: Annotated[int, Field(ge=128, le=100_000)] | None = None
    """Tokens of evidence in a prompt; None: 420 for the embedded model (6 s of reading on 2 cores), else 4,000."""
    answer_tokens: Annotated[int, Field(ge=32, le=8192)] = 320
    """The longest reply, in tokens."""
    seed: int = 0
    judge: bool = False
    """Whether the model judges, sentence by sentence, if the sources say in other words what it wrote."""
    k: Annotated[int, Field(ge=1, le=50)] = 8
    """How many passages are retrieved for an answer."""
    split_questions: bool | None = None
    """Whether the model parts questions of several steps before a search; None: an endpoint does, the embedded not."""
    threads: Annotated[int, Field(ge=1, le=256)] | None = None
    """Threads of the embedded models; None: all cores."""
    embed_model: str | None = None
    """An embedding model's name at an endpoint; None: the embedded one. An index keeps to the one it was built with."""
    embed_base_url: str | None = None
    """The endpoint of `embed_model`; None: that of the language model, else OpenAI's."""
    embed_api_key: SecretStr | None = None
    """Its key; None: the language model's where the endpoint is the same, else none."""
    rerank_url: str | None = None
    """A re-ranker's address, such as `http://localhost:8080/v1/rerank`; None: the index's own order."""
    rerank_model: str | None = None
    """The re-ranking model's name there; None: the only one it offers."""
    rerank_api_key: SecretStr | None = None
    """Its key. No other is ever sent to it."""
    chroma_url: str | None = None
    """A Chroma server that holds the vectors, such as `http://localhost:8000`; None: the index folder does."""

    auth: SecretStr | None = None
    """Who may use what is served: `user:hash`, as `onrecord serve --hash-password` prints it. None: no login."""
    api_keys: SecretStr | None = None
    """What programs may send as `Authorization: Bearer …` instead; several are parted by commas."""
    hosts: str = ""
    """Names, parted by commas, by which others reach this machine: what asks for another is not answered."""
    serve_rate: Annotated[int, Field(ge=1, le=1_000_000)] = 120
    """Requests a minute that one program may make."""
    serve_queue: Annotated[int, Field(ge=1, le=10_000)] = 16
    """Answers that programs may have on their way at once, those waiting for the model included."""

    fetch_private: bool = False
    """Whether pages and feeds may be fetched from addresses of this machine and its network."""
    fetch_pause: Annotated[float, Field(ge=0, le=3600)] = 1.0
    """Seconds between two requests to one host; its robots.txt may ask for more."""

    @field_validator("llm_base_url", "embed_base_url", "rerank_url")
    @classmethod
    def _is_web_address(cls, address: str | None) -> str | None:
        if address is not None:
            parts = urlsplit(address)
            if parts.scheme not in ("http", "https") or not parts.hostname:
                raise ValueError(f"an endpoint has an address such as {OPENAI_URL}")
            _ = parts.port  # raises ValueError where it is no number up to 65535
        return address

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, _TomlFile(settings_cls)

    @classmethod
    def read(cls, **overrides: Any) -> "Settings":
        """Settings with the overrides that are not None. Raises SettingsError naming the field and its bound.

        What was given is in its message, but for secrets.
        """
        given: Mapping[str, Any] = {name: value for name, value in overrides.items() if value is not None}
        try:
            return cls(**given)
        except ValidationError as error:
            first = error.errors()[0]
            name = ".".join(str(part) for part in first["loc"])
            given_as = "" if "key" in name.lower() or "@" in str(first["input"]) else f" is {first['input']!r}"
            raise SettingsError(f"setting {name!r}{given_as}: {first['msg'].removeprefix('Value error, ')}") from None

    @property
    def embedded(self) -> bool:
        """Whether the model inside the process answers: no endpoint was named."""
        return self.llm_base_url is None and self.llm_api_key is None

    @property
    def host_names(self) -> frozenset[str]:
        return frozenset(name.strip().lower() for name in self.hosts.split(",") if name.strip())

    @property
    def sent_to(self) -> tuple[str, ...]:
        """Hosts beyond this machine that get article text: with a question, and for vectors when articles are added."""
        endpoints = [self.llm_base_url or OPENAI_URL] if self.llm and not self.embedded else []
        if self.embed_model is not None:
            endpoints.append(self.embed_base_url or self.llm_base_url or OPENAI_URL)
        if self.rerank_url is not None:
            endpoints.append(self.rerank_url)
        parts = [urlsplit(endpoint) for endpoint in endpoints]
        hosts = (part.netloc.rpartition("@")[2] for part in parts if part.hostname not in _THIS_MACHINE)
        return tuple(dict.fromkeys(hosts))
