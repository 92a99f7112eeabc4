"""Settings from arguments, the environment and the TOML file: what is wrong is named, secrets are not."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant import Settings
from assistant.cli import run
from index import open_index
from index.errors import SettingsError


def status_with(config: str, tmp_path: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """`onrecord status` of an index that is not there, with this onrecord.toml."""
    file = tmp_path / "onrecord" / "onrecord.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(config, "utf-8")
    places = {"XDG_CONFIG_HOME": str(tmp_path), "ONRECORD_INDEX": str(tmp_path / "none")}
    command = [sys.executable, "-c", "from assistant.cli import main; main()", "status"]
    env = {**os.environ, **places, **variables}
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=env, check=False)


def test_a_toml_file_that_is_none_is_named(tmp_path: Path) -> None:
    done = status_with("llm = = true", tmp_path)
    assert done.returncode == 2
    path = str(tmp_path / "onrecord" / "onrecord.toml")
    assert done.stderr == f"onrecord: {path!r} cannot be read as TOML: Invalid value (at line 1, column 7)\n"


def test_a_misspelt_name_in_the_toml_file_is_refused_and_one_in_the_environment_is_not(tmp_path: Path) -> None:
    done = status_with("llm_modell = 'x'", tmp_path)
    assert done.returncode == 2
    path = str(tmp_path / "onrecord" / "onrecord.toml")
    assert done.stderr.startswith(f"onrecord: {path!r} has no setting 'llm_modell'; there are index, llm, ")
    done = status_with("llm_model = 'x'", tmp_path, ONRECORD_LLM_MODELL="x")
    assert (done.returncode, "there is no index in" in done.stderr) == (2, True)


def test_a_secret_is_never_shown(tmp_path: Path) -> None:
    done = status_with('llm_api_key = ["sk-secret"]', tmp_path)
    assert done.returncode == 2
    assert done.stderr == "onrecord: setting 'llm_api_key': Input should be a valid string\n"


@pytest.mark.parametrize("address", ["ftp://x", "localhost:8000/v1", "https://", "http://host:port/v1", "http://["])
def test_an_endpoint_needs_a_web_address(address: str) -> None:
    with pytest.raises(SettingsError, match=r"^setting 'llm_base_url' is '"):
        Settings.read(llm_base_url=address)


def test_an_unusable_endpoint_in_the_environment_is_wrong_usage(tmp_path: Path) -> None:
    done = status_with("", tmp_path, OPENAI_BASE_URL="ftp://reader:secret@host/v1")
    assert done.returncode == 2
    assert done.stderr == (
        "onrecord: setting 'llm_base_url': an endpoint has an address such as https://api.openai.com/v1\n"
    )


@pytest.mark.parametrize(
    ("given", "hosts"),
    [
        ({}, ()),
        ({"llm_api_key": "k"}, ("api.openai.com",)),
        ({"llm_api_key": "k", "llm": False}, ()),
        ({"llm_api_key": "k", "embed_model": "m"}, ("api.openai.com",)),
        ({"embed_model": "m", "embed_base_url": "https://vectors.example/v1"}, ("vectors.example",)),
        ({"llm_base_url": "https://me:pass@models.example:8443/v1"}, ("models.example:8443",)),
        ({"llm_base_url": "http://localhost:11434/v1", "embed_model": "m"}, ()),
        ({"llm_base_url": "http://[::1]:11434/v1"}, ()),
    ],
)
def test_it_is_known_where_article_text_goes(given: dict[str, object], hosts: tuple[str, ...]) -> None:
    assert Settings.read(**given).sent_to == hosts


def test_status_and_doctor_say_where_article_text_goes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    open_index(tmp_path).close()
    assert run(["status", "--index", str(tmp_path)]) == 0
    assert "sent to" not in capsys.readouterr().err
    monkeypatch.setenv("OPENAI_BASE_URL", "http://models.invalid/v1")
    assert run(["status", "--index", str(tmp_path)]) == 0
    said = "Passages of the articles are sent to models.invalid, as the settings say."
    assert said in capsys.readouterr().err.splitlines()
    run(["doctor", "--index", str(tmp_path), "--json"])
    found = {check["part"]: check["found"] for check in json.loads(capsys.readouterr().out)}
    assert found["article text"] == "passages of the articles are sent to models.invalid"
