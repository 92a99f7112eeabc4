"""Which hosts may be fetched from: addresses after DNS, whatever form the name has, so that nothing inside is reached.

A name such as "2130706433", "0x7f.1" or "localhost" is what the system's resolver makes of it: only numbers are judged.
"""

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from index.errors import FetchFailed

Resolve = Callable[[str, int], Sequence[str]]
"""The addresses of a host, such as `resolve` finds them. Raises FetchFailed."""

_METADATA = {ip_address("168.63.129.16")}
"""Hosts of cloud providers that hand out secrets at addresses which look public; the others are link-local."""
_IPV4 = "192.0.0.0/24 192.88.99.0/24"
_IPV6 = "64:ff9b:1::/48 100::/64 2001:10::/28 3fff::/20 5f00::/16 fec0::/10"
_RESERVED = tuple(map(ip_network, f"{_IPV4} {_IPV6}".split()))
"""Networks that not every release of Python knows to be none of the public internet."""
_NAT64 = ip_network("64:ff9b::/96")


def resolve(host: str, port: int) -> tuple[str, ...]:
    """The addresses that the system knows the host by."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchFailed(f"the host {host!r} is not known") from error
    return tuple(dict.fromkeys(str(where[0]) for *_, where in found))


def allowed(host: str, port: int, *, private: bool, resolver: Resolve) -> tuple[str, ...]:
    """The host's addresses, to connect to and to nothing else. Raises FetchFailed where one of them is not public."""
    addresses = tuple(resolver(host, port))
    if not addresses:
        raise FetchFailed(f"the host {host!r} has no address")
    inside = [address for address in addresses if not _public(address)]
    if inside and not private:
        raise FetchFailed(
            f"{host!r} is {inside[0]}, an address of this machine or network, and is not fetched from; "
            f"ONRECORD_FETCH_PRIVATE=true allows it"
        )
    return addresses


def _public(address: str) -> bool:
    """Whether the address is one of the public internet, and so is every address that it stands for."""
    try:
        one = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(map(_is_global, (one, *_embedded(one))))


def _is_global(ip: IPv4Address | IPv6Address) -> bool:
    if not ip.is_global or ip.is_multicast or ip in _METADATA:
        return False
    return not any(ip in network for network in _RESERVED)


def _embedded(address: IPv4Address | IPv6Address) -> list[IPv4Address]:
    """The IPv4 addresses that an IPv6 address leads to: mapped, 6to4, Teredo (server and client), NAT64."""
    if isinstance(address, IPv4Address):
        return []
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        found.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return [one for one in found if one is not None]
