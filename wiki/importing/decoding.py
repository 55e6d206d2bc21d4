"""Bytes of a page to text, told what had to be guessed."""

from wiki.importing.types import MAX_PAGE_BYTES, Finding, UnreadableFile


def decode(data: bytes) -> tuple[str, tuple[Finding, ...]]:
    r"""Read a page's text with "\n" line ends. Raises :class:`UnreadableFile` if it is no page.

    UTF-8 first, with or without its mark; then Windows-1252, which is reported.
    """
    if len(data) > MAX_PAGE_BYTES:
        raise UnreadableFile("The file is larger than 5 MB.")
    if b"\x00" in data:
        raise UnreadableFile("The file is not text.")
    findings: tuple[Finding, ...] = ()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # The five bytes Windows-1252 leaves undefined are read as Latin-1 reads them: as control characters.
        text = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)
        findings = (Finding(code="encoding", text="The file is not UTF-8. It was read as Windows-1252."),)
    if not text.strip():
        raise UnreadableFile("The file is empty.")
    return text.replace("\r\n", "\n").replace("\r", "\n"), findings
