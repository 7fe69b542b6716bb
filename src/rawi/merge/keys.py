"""Keys that are the same in every process, on every machine and in every run."""

from hashlib import blake2b


def key(*parts: str) -> int:
    """A signed 64-bit key of some strings. Among a billion keys the chance that any two collide is about 3 in 100."""
    digest = blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def label(prefix: str, *parts: str) -> str:
    """A short readable id: the prefix and twelve hexadecimal digits."""
    digest = blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    return f"{prefix}{digest}"
