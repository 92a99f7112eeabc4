"""The door to OpenVINO, which runs the embedding model's ONNX file on the CPU. Importing it takes 0.1 s.

Against onnxruntime, per CPU second: 2.3 times as many tokens where the processor computes in bfloat16, 1.9 elsewhere.
"""

import sys
from pathlib import Path
from queue import SimpleQueue
from threading import Lock
from types import ModuleType
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

Tokens = NDArray[np.int64]
Hidden = NDArray[np.float32]

_CONVERTER = "openvino.tools.ovc"
_FIRST_USE = Lock()
"""Held for the first inference: two threads that are the first to hand OpenVINO an array wait for each other for ever
(one start in twelve; pybind11 fetches numpy's functions behind a static guard, and lets others run meanwhile)."""


class Session:
    """A transformer, loaded. Any number of threads may call it; `streams` of them compute at once."""

    def __init__(self, path: Path, threads: int | None) -> None:
        """`threads` of the CPU, None for one a core."""
        core = _openvino.Core()
        # Threads bound to a core would stay on it although another process is busy there.
        options: dict[str, Any] = {"PERFORMANCE_HINT": "THROUGHPUT", "ENABLE_CPU_PINNING": False}
        if threads:
            options["INFERENCE_NUM_THREADS"] = threads
        compiled = core.compile_model(core.read_model(path), "CPU", options)
        self.streams: int = compiled.get_property("OPTIMAL_NUMBER_OF_INFER_REQUESTS")
        self._idle: SimpleQueue[Any] = SimpleQueue()
        for _ in range(self.streams):
            self._idle.put(compiled.create_infer_request())
        with _FIRST_USE:
            self(np.zeros((1, 1), np.int64), np.ones((1, 1), np.int64))

    def __call__(self, tokens: Tokens, mask: Tokens) -> Hidden:
        """The last hidden state (batch, length, dimensions) of token ids and their mask, each (batch, length)."""
        inputs = {"input_ids": tokens, "attention_mask": mask, "token_type_ids": np.zeros_like(tokens)}
        request = self._idle.get()
        try:
            return request.infer(inputs)[0]
        finally:
            self._idle.put(request)


def _runtime_alone() -> Any:
    """The package without its model converter, which nothing here needs.

    Loaded along, as it is by default, the converter reports its use to its makers and writes to the home folder.
    """
    modules = cast(dict[str, ModuleType | None], sys.modules)
    modules.setdefault(_CONVERTER, None)  # now its import fails, which the package takes for a lean installation
    try:
        import openvino
    finally:
        if modules[_CONVERTER] is None:
            del modules[_CONVERTER]
    return openvino


_openvino = _runtime_alone()
