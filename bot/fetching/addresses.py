"""Which network addresses the bot may reach: public ones, and nothing that leads inside by another name."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# ``is_global`` changed between Python releases and calls several of these global; the list stands on its own.
_REFUSED_V4 = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT, and metadata services of some clouds
        "127.0.0.0/8",
        "168.63.129.16/32",  # looks public; inside Azure it is the host's own service
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
# Everything outside is loopback, mapped or compatible IPv4, NAT64, local, site-local, link-local or multicast.
_UNICAST_V6 = IPv6Network("2000::/3")
_REFUSED_V6 = tuple(
    IPv6Network(block)
    for block in (
        "2001::/23",  # Teredo, ORCHID, benchmarking
        "2001:db8::/32",
        "2002::/16",  # 6to4: an IPv4 address in disguise
        "3fff::/20",
    )
)
_ISATAP = (0x00005EFE, 0x02005EFE)  # interface identifiers that hold an IPv4 address


def is_public(address: str) -> bool:
    """Whether ``address`` is one address of the public internet, IPv4 or IPv6."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv4Address):
        return parsed.is_global and not any(parsed in block for block in _REFUSED_V4)
    return _is_public_v6(parsed)


def is_loopback(address: str) -> bool:
    """Whether ``address`` is this machine itself."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def is_literal(host: str) -> bool:
    """Whether ``host`` is an IP address rather than a name."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _is_public_v6(address: IPv6Address) -> bool:
    if address.scope_id is not None or address not in _UNICAST_V6:
        return False
    if any(address in block for block in _REFUSED_V6) or not address.is_global:
        return False
    return (int(address) >> 32) & 0xFFFFFFFF not in _ISATAP
