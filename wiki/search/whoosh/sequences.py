"""The words of a document in order, packed as what they differ by from its text, which is stored beside them."""

import zlib

from wiki.search.stored import as_bytes, from_bytes

_QUICK = 1


def pack_sequence(sequence: str, text: bytes) -> bytes:
    """Pack the folded words, function words and all; an eighth of what they take alone."""
    packer = zlib.compressobj(_QUICK, zdict=_folded(text))
    return packer.compress(as_bytes(sequence)) + packer.flush()


def unpack_sequence(packed: bytes, text: bytes) -> str:
    """Return what was packed beside the very same text."""
    return from_bytes(zlib.decompressobj(zdict=_folded(text)).decompress(packed))


def _folded(text: bytes) -> bytes:
    # A dictionary may not be empty. Letters beyond ASCII differ, and are packed as they are.
    return text.lower() or b" "
