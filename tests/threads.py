"""An ASGI application behind a real port of 127.0.0.1, served from a thread of the tests."""

import socket
import threading
from collections.abc import Generator
from contextlib import contextmanager

from fastapi import FastAPI


@contextmanager
def served_from_a_thread(app: FastAPI) -> Generator[str]:
    """Its address."""
    import uvicorn

    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
