"""The door to httpx for fetching: connections to checked addresses only, cut off when their time is over."""

import socket
import threading
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

import httpx

from index.errors import FetchFailed
from index.fetching.addresses import Resolve, allowed

_CONNECT_SECONDS = 10.0


class CheckedTransport(httpx.BaseTransport):
    """Looks a host up once, checks the addresses and connects to one of them: a name cannot change in between.

    The name still stands in the Host header, and certificates are checked against it. Proxies of the environment are
    not used: they would look names up themselves.
    """

    def __init__(self, *, private: bool, resolver: Resolve) -> None:
        self._private, self._resolver = private, resolver
        # No connection is used twice, so that each request's can be cut off.
        self._inner = httpx.HTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.host
        port = request.url.port or (443 if request.url.scheme == "https" else 80)
        addresses = allowed(host, port, private=self._private, resolver=self._resolver)
        for address in addresses[:-1]:
            with suppress(httpx.ConnectError, httpx.ConnectTimeout):
                return self._inner.handle_request(_pinned(request, address, host))
        return self._inner.handle_request(_pinned(request, addresses[-1], host))

    def close(self) -> None:
        self._inner.close()


def _pinned(request: httpx.Request, address: str, host: str) -> httpx.Request:
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address.partition("%")[0]),
        headers=request.headers,
        extensions={**request.extensions, "sni_hostname": host},
    )


class _Connection:
    """The connection of one request, to be cut off from another thread: a server may send a byte now and then."""

    def __init__(self) -> None:
        self._stream: Any = None
        self.is_cut = False

    def trace(self, name: str, info: Mapping[str, Any]) -> None:
        """What httpcore tells of a request's steps."""
        if name in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._stream = info["return_value"]

    def cut(self) -> None:
        self.is_cut = True
        if self._stream is not None:
            with suppress(OSError):
                self._stream.get_extra_info("socket").shutdown(socket.SHUT_RDWR)


@contextmanager
def response_to(
    client: httpx.Client, url: str, headers: Mapping[str, str], seconds: float
) -> Generator[httpx.Response]:
    """The answer to a GET, its body still to be read. Raises FetchFailed, also where it all takes over `seconds`."""
    connection = _Connection()
    timer = threading.Timer(seconds, connection.cut)
    timer.daemon = True
    timer.start()
    try:
        timeout = httpx.Timeout(min(seconds, 20.0), connect=min(seconds, _CONNECT_SECONDS))
        request = client.build_request(
            "GET", url, headers=headers, timeout=timeout, extensions={"trace": connection.trace}
        )
        response = client.send(request, stream=True)
        try:
            yield response
        finally:
            response.close()
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        late = f"did not answer within {seconds:.0f} seconds"
        slow = connection.is_cut or isinstance(error, httpx.TimeoutException)
        raise FetchFailed(late if slow else f"cannot be fetched: {error or type(error).__name__}") from error
    finally:
        timer.cancel()


def client_of(*, private: bool, resolver: Resolve) -> httpx.Client:
    """A client that takes nothing from the environment, keeps no cookie and follows no redirect by itself."""
    return httpx.Client(
        transport=CheckedTransport(private=private, resolver=resolver), trust_env=False, follow_redirects=False
    )
