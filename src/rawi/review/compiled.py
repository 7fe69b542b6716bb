"""Templates are compiled once: kept beside Python's own compiled modules, by the same rules, for the next start."""

import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from pickle import UnpicklingError

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

FOLDER = Path(__file__).parent / "__pycache__"


class Compiled(BytecodeCache):
    """What templates were compiled to, in a folder; where that cannot be written, each start compiles them anew."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError, EOFError, ValueError, TypeError, UnpicklingError), self._file(bucket).open("rb") as kept:
            # A bucket knows what it was compiled from; another template's, or an older one, is not taken.
            bucket.load_bytecode(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if sys.dont_write_bytecode:
            return
        with suppress(OSError):
            self.folder.mkdir(exist_ok=True)
            handle, name = tempfile.mkstemp(prefix="template-", dir=self.folder)
            try:
                with os.fdopen(handle, "wb") as kept:
                    bucket.write_bytecode(kept)
                os.replace(name, self._file(bucket))
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise

    def _file(self, bucket: Bucket) -> Path:
        return self.folder / f"template-{bucket.key}.jinja-{jinja2.__version__}.{sys.implementation.cache_tag}.cache"
