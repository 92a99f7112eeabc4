"""Bytes as text: in UTF-8, in what they say themselves or came along with, else in what they look like."""

import re

from index.errors import Malformed

_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_BINARY = "is not text: it holds control characters, as binary files do"
_CONTROLS = bytes({*range(32), 127} - set(b"\t\n\v\f\r\x1b"))
_DECLARED = re.compile(
    rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})|<\?xml[^>]{1,100}?encoding=[\"']([\w-]{2,30})", re.I
)
# Python also knows encodings such as "punycode", which take hours, and those of mainframes.
_KNOWN = re.compile(
    r"utf-?(?:8|16(?:le|be)?)|(?:us-)?ascii|latin-?1|iso-?8859-?\d{1,2}|(?:windows|cp)-?12\d\d|koi8-?[ru]|macintosh|mac-?roman"
    r"|shift[-_]jis|sjis|euc-?(?:jp|kr)|iso-2022-jp|gb2312|gbk|gb18030|big5(?:-hkscs)?|tis-620|windows-874|cp(?:437|850|866|949)",
    re.I,
)


def decoded(data: bytes) -> tuple[str, str | None]:
    """The text, and the character set it was taken for where that had to be guessed.

    Raises Malformed for bytes that are no text, and for UTF-8 with a broken place: guessing would garble the rest.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding), None
    if _is_binary(data):
        raise Malformed(_BINARY)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        return _guessed(data, error)


def decoded_page(data: bytes, charset: str | None = None) -> tuple[str, str | None]:
    """The same for HTML and XML, which say themselves what they are in, and where one broken place spoils nothing.

    `charset` is what the server said. Raises Malformed for bytes that are no text.
    """
    if _is_binary(data):
        raise Malformed(_BINARY)
    if data.startswith(tuple(mark for mark, _ in _BYTE_ORDER_MARKS)):
        return decoded(data)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        name = _western(charset or _declared(data) or "")
        if _is_mostly_utf8(data):
            return data.decode("utf-8", "replace"), None
        return (data.decode(name, "replace"), None) if name else _guessed(data, error)


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:4096])
    return (match[1] or match[2]).decode("ascii") if match else None


def _western(name: str) -> str:
    """The name as Python has it, or nothing. What is called Latin-1 is what Windows makes of it."""
    name = name.strip().lower()
    if not _KNOWN.fullmatch(name) or name.startswith("utf-8"):
        return ""
    return (
        "cp1252"
        if name in ("iso-8859-1", "iso8859-1", "latin1", "latin-1", "ascii", "us-ascii")
        else name.replace("windows-", "cp")
    )


def _is_binary(data: bytes) -> bool:
    return len(data.translate(None, _CONTROLS)) < 0.99 * len(data) and not _looks_wide(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise Malformed(f"is not text: it begins as {encoding.upper()} and byte {error.start} breaks it") from error


def _looks_wide(data: bytes) -> bool:
    """Every second byte of western text in UTF-16 is zero."""
    return max(data[0:2000:2].count(0), data[1:2000:2].count(0)) > 0.4 * len(data[:2000])


def _guessed(data: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    if _is_mostly_utf8(data):
        raise Malformed(f"is broken UTF-8: byte {error.start} is {data[error.start]:#04x}") from error
    # charset-normalizer takes one English article in three for something like cp775 (measured on 104); with few
    # bytes above ASCII, Western European Windows is what it is.
    high = len(data.translate(None, bytes(range(128))))
    if high < 0.1 * len(data):
        try:
            return data.decode("cp1252"), "windows-1252"
        except UnicodeDecodeError:
            pass
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise Malformed("is not text in any known character set") from error
    return str(best), best.encoding


def _is_mostly_utf8(data: bytes) -> bool:
    """Half as many good characters above ASCII as broken places: other character sets reach .3 by chance (measured)."""
    characters = data.decode("utf-8", "replace")
    broken = characters.count("\ufffd")
    good = sum(ord(character) > 127 for character in characters) - broken
    return 2 * good >= broken
