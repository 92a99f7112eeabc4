"""The one place where every default stands; lower layers take plain values."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from platformdirs import user_config_path, user_data_path
from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from index.errors import SettingsError

CONFIG_FILE = user_config_path("onrecord") / "onrecord.toml"


def _named(*names: str) -> Any:
    return AliasChoices(*names)


class Settings(BaseSettings):
    """How one assistant runs, from arguments, `ONRECORD_*` variables and `onrecord.toml`.

    Arguments win over the environment, the environment over the TOML file.

    With neither `llm_base_url` nor `llm_api_key`, the embedded model answers; with `llm=False` none does, and
    answers are the verified quotations themselves.
    """

    model_config = SettingsConfigDict(
        env_prefix="ONRECORD_", frozen=True, extra="ignore", toml_file=CONFIG_FILE, populate_by_name=True
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
    """Tokens of evidence in a prompt; None: 600 for the embedded model (8 s of reading on 2 cores), else 4,000."""
    answer_tokens: Annotated[int, Field(ge=32, le=8192)] = 320
    """The longest reply, in tokens."""
    seed: int = 0
    k: Annotated[int, Field(ge=1, le=50)] = 8
    """How many passages are retrieved for an answer."""
    threads: Annotated[int, Field(ge=1, le=256)] | None = None
    """Threads of the embedded models; None: all cores."""
    embed_model: str | None = None
    """An embedding model's name at an endpoint; None: the embedded one. An index keeps to the one it was built with."""
    embed_base_url: str | None = None
    """The endpoint of `embed_model`; None: that of the language model, else OpenAI's."""
    embed_api_key: SecretStr | None = None
    """Its key; None: the language model's where the endpoint is the same, else none."""
    chroma_url: str | None = None
    """A Chroma server that holds the vectors, such as `http://localhost:8000`; None: the index folder does."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @classmethod
    def read(cls, **overrides: Any) -> "Settings":
        """Settings with the overrides that are not None. Raises SettingsError naming the field and its bound."""
        given: Mapping[str, Any] = {name: value for name, value in overrides.items() if value is not None}
        try:
            return cls(**given)
        except ValidationError as error:
            first = error.errors()[0]
            name = ".".join(str(part) for part in first["loc"])
            raise SettingsError(f"setting {name!r} is {first['input']!r}: {first['msg']}") from error

    @property
    def embedded(self) -> bool:
        """Whether the model inside the process answers: no endpoint was named."""
        return self.llm_base_url is None and self.llm_api_key is None
