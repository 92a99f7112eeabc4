"""Fetching refuses what is inside, however it is named, and lets no server take time, memory or politeness away."""

import gzip
import socket
import time
from collections.abc import Generator, Sequence
from http.server import ThreadingHTTPServer

import pytest

from index.errors import FetchFailed
from index.fetching import Fetcher, FetchRules, Validators
from index.fetching.addresses import allowed
from tests.news_server import Reply, Site, site


@pytest.fixture
def news() -> Generator[Site]:
    with site() as here:
        here.replies["/page"] = Reply(b"a page")
        yield here


def fetched(url: str, **rules: object) -> bytes | None:
    fetcher = Fetcher(FetchRules(**{"pause": 0.0, **rules}))  # pyright: ignore[reportArgumentType]
    try:
        return fetcher.get(url).body
    finally:
        fetcher.close()


LOOPBACK = """
127.0.0.1 localhost 2130706433 0x7f000001 0x7f.1 0177.0.0.1 127.1 0.0.0.0 [::ffff:127.0.0.1] [::ffff:7f00:1] LOCALHOST
127.0.0.1.
"""


@pytest.mark.parametrize("host", LOOPBACK.split())
def test_this_machine_is_refused_however_it_is_named(news: Site, host: str) -> None:
    with pytest.raises(FetchFailed):
        fetched(news.url("/page", host))
    assert news.asked == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "127.1"])
def test_this_machine_is_fetched_from_where_that_is_allowed(news: Site, host: str) -> None:
    assert fetched(news.url("/page", host), private=True) == b"a page"


class _Six(ThreadingHTTPServer):
    address_family = socket.AF_INET6


def test_this_machine_is_refused_by_ipv6_and_fetched_from_where_that_is_allowed() -> None:
    with site(_Six, "::1") as here:
        here.replies["/page"] = Reply(b"six")
        with pytest.raises(FetchFailed, match="'::1' is ::1, an address of this machine or network"):
            fetched(here.url("/page", "[::1]"))
        assert here.asked == []
        assert fetched(here.url("/page", "[::1]"), private=True) == b"six"


INSIDE = """
10.0.0.1 172.16.5.4 192.168.1.1 169.254.169.254 100.64.0.1 100.100.100.200 168.63.129.16 0.0.0.0 127.0.0.53 192.0.0.192
198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 fe80::1%eth0 fc00::1 fd00:ec2::254 ff02::1 ::ffff:10.0.0.1
64:ff9b::a00:1 2002:7f00:1:: 2001:0:4136:e378:8000:63bf:f5ff:fffe 2001:db8::1 nonsense
"""


@pytest.mark.parametrize("address", INSIDE.split())
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    with pytest.raises(FetchFailed, match="an address of this machine or network"):
        allowed("news.example", 80, private=False, resolver=lambda _host, _port: ["93.184.215.14", address])


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:4700::6810:84e5", "64:ff9b::5db8:d70e"])
def test_an_address_that_is_public_is_allowed(address: str) -> None:
    assert allowed("news.example", 80, private=False, resolver=lambda _host, _port: [address]) == (address,)


def test_what_was_checked_is_what_is_connected_to_whatever_the_name_becomes_then(news: Site) -> None:
    looked_up: list[str] = []

    def resolver(host: str, _port: int) -> Sequence[str]:
        looked_up.append(host)
        return ["127.0.0.1"] if len(looked_up) == 1 else ["203.0.113.1"]

    assert fetched(news.url("/page", "news.example"), private=True, robots=False, resolver=resolver) == b"a page"
    assert looked_up == ["news.example"]
    assert news.asked[0][1]["Host"] == f"news.example:{news.port}"


def test_a_redirect_to_this_machine_is_refused(news: Site) -> None:
    """The first host counts as public here; where it leads to is looked up and checked anew."""
    news.replies["/away"] = Reply(status=302, headers={"Location": f"http://inside.example:{news.port}/page"})
    seen: list[str] = []

    def resolver(host: str, _port: int) -> Sequence[str]:
        seen.append(host)
        if host == "inside.example":
            raise FetchFailed("inside")
        return ["127.0.0.1"]

    with pytest.raises(FetchFailed, match="inside"):
        fetched(news.url("/away", "news.example"), private=True, robots=False, resolver=resolver)
    assert (seen, news.paths) == (["news.example", "inside.example"], ["/away"])


@pytest.mark.parametrize(
    "location",
    ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/", "javascript:alert(1)", "http://[::1/"],
)
def test_a_redirect_to_another_scheme_is_refused(news: Site, location: str) -> None:
    news.replies["/away"] = Reply(status=302, headers={"Location": location})
    with pytest.raises(FetchFailed):
        fetched(news.url("/away"), private=True)
    assert news.paths == ["/away"]


def test_redirects_are_followed_but_not_for_ever(news: Site) -> None:
    news.replies["/old"] = Reply(status=301, headers={"Location": "/page"})
    news.replies["/round"] = Reply(status=302, headers={"Location": "/round"})
    assert fetched(news.url("/old"), private=True) == b"a page"
    with pytest.raises(FetchFailed, match="leads on and on, more than 5 times"):
        fetched(news.url("/round"), private=True)


@pytest.mark.parametrize("url", ["http://user:word@127.0.0.1/", "http://user@127.0.0.1/"])
def test_an_address_with_a_password_is_refused(url: str) -> None:
    with pytest.raises(FetchFailed, match="carries a name or a password"):
        fetched(url, private=True)


@pytest.mark.parametrize("url", ["ftp://example.com/", "http://", "http://example.com:99999/", "file:///etc/passwd"])
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(FetchFailed):
        fetched(url, private=True)


def test_a_body_that_is_too_large_is_refused_packed_or_not(news: Site) -> None:
    news.replies["/large"] = Reply(b"x" * 2000)
    news.replies["/bomb"] = Reply(gzip.compress(b"\0" * 50_000_000), headers={"Content-Encoding": "gzip"})
    for path in ("/large", "/bomb"):
        with pytest.raises(FetchFailed, match="is larger than 1,000 bytes"):
            fetched(news.url(path), private=True, max_bytes=1000)


def test_packed_bodies_are_unpacked_and_broken_ones_refused(news: Site) -> None:
    packed = gzip.compress(b"words " * 100)
    news.replies["/packed"] = Reply(packed, headers={"Content-Encoding": "gzip"})
    news.replies["/cut"] = Reply(packed[:20], headers={"Content-Encoding": "gzip"})
    news.replies["/odd"] = Reply(packed, headers={"Content-Encoding": "br"})
    assert fetched(news.url("/packed"), private=True) == b"words " * 100
    for path, reason in (("/cut", "ends before it is complete"), ("/odd", "is packed as 'br'")):
        with pytest.raises(FetchFailed, match=reason):
            fetched(news.url(path), private=True)


def test_a_server_that_answers_byte_by_byte_is_given_up_in_time(news: Site) -> None:
    news.replies["/slow"] = Reply(b"x" * 1000, drip=0.05)
    began = time.monotonic()
    with pytest.raises(FetchFailed, match="did not answer within 1 seconds"):
        fetched(news.url("/slow"), private=True, robots=False, seconds=1.0)
    assert time.monotonic() - began < 10


def test_robots_txt_is_obeyed(news: Site) -> None:
    rules = b"User-agent: *\nAllow: /\n\nUser-agent: onrecord\nDisallow: /pa*e$\n"
    news.replies["/robots.txt"] = Reply(rules)
    news.replies["/other"] = Reply(b"other")
    with pytest.raises(FetchFailed, match=r"its robots\.txt does not permit it"):
        fetched(news.url("/page"), private=True)
    assert news.asked == []
    assert fetched(news.url("/other"), private=True) == b"other"


@pytest.mark.parametrize(("status", "is_fetched"), [(404, True), (403, True), (500, False), (503, False)])
def test_a_site_without_robots_txt_permits_all_and_one_that_fails_nothing(
    news: Site, status: int, is_fetched: bool
) -> None:
    news.replies["/robots.txt"] = Reply(status=status)
    if is_fetched:
        assert fetched(news.url("/page"), private=True) == b"a page"
    else:
        with pytest.raises(FetchFailed, match=r"its robots\.txt cannot be read now"):
            fetched(news.url("/page"), private=True)


def test_a_host_is_not_hurried_and_is_told_who_asks(news: Site) -> None:
    news.replies["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 0.3\n")
    fetcher = Fetcher(FetchRules(private=True, pause=0.1))
    began = time.monotonic()
    fetcher.get(news.url("/page"))
    fetcher.get(news.url("/page"))
    fetcher.close()
    assert time.monotonic() - began >= 0.3
    assert news.asked[0][1]["User-Agent"].startswith("OnRecord/")
    assert "Cookie" not in news.asked[1][1]


def test_an_answer_that_is_known_is_not_sent_again(news: Site) -> None:
    news.replies["/page"] = Reply(b"a page", etag='"1"')
    fetcher = Fetcher(FetchRules(private=True, pause=0.0))
    first = fetcher.get(news.url("/page"))
    assert first.validators == Validators(etag='"1"')
    assert fetcher.get(news.url("/page"), first.validators).body is None
    fetcher.close()


@pytest.mark.parametrize(("status", "said"), [(404, "404 Not Found"), (500, "500 Internal"), (410, "410 Gone")])
def test_an_answer_without_a_page_is_an_error_that_says_which(news: Site, status: int, said: str) -> None:
    news.replies["/gone"] = Reply(status=status)
    with pytest.raises(FetchFailed, match=f"is answered with {said}"):
        fetched(news.url("/gone"), private=True)


def test_a_host_that_is_not_there_is_an_error() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with pytest.raises(FetchFailed, match="cannot be fetched"):
        fetched(f"http://127.0.0.1:{port}/", private=True)
    with pytest.raises(FetchFailed, match=r"the host 'no\.such\.host\.invalid' is not known"):
        fetched("http://no.such.host.invalid/", private=True)
