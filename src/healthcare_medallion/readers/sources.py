"""Where bytes come from: a file, bytes or a stream; plain or gzip; UTF-8 or UTF-16. UTF-8 chunks come out.

Whatever cannot be read to its end is a LandingError, raised while reading: who has not reached the end of
the chunks has not read the file and must commit nothing.
"""

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeAlias

from healthcare_medallion.errors import LandingError

Source: TypeAlias = Path | bytes | BinaryIO

GZIP_MAGIC = b"\x1f\x8b"
UTF32_LE_BOM = b"\xff\xfe\x00\x00"  # begins like UTF-16's mark; UTF-32 is not decoded and ends as refused records
PROBE_BYTES = 1 << 16


class TextSource:
    """The decompressed UTF-8 bytes of a source, as often as needed from the start."""

    def __init__(self, source: Source) -> None:
        self.name = name_of(source)
        self._zipped_by_name = isinstance(source, Path) and source.suffix.lower() == ".gz"
        if not isinstance(source, (Path, bytes)) and not source.seekable():
            source = source.read()  # a pipe cannot be read twice, and finding the line end may need that
        self._source = source
        with explain_failures(self.name):
            self.line_end = self._find_line_end()

    def chunks(self, size: int) -> Iterator[bytes]:
        """Pieces of about ``size`` bytes with LF line ends, whatever the file's own are."""
        for chunk in self._utf8(size):
            yield chunk.replace(b"\r", b"\n") if self.line_end == "CR" else chunk

    def _utf8(self, size: int) -> Iterator[bytes]:
        with explain_failures(self.name), self._opened() as stream:
            yield from as_utf8(stream, size)

    def _find_line_end(self) -> str:
        """CR only if the whole file has no LF; an ordinary file answers with its first piece."""
        carriage_return = False
        for chunk in self._utf8(PROBE_BYTES):
            if b"\n" in chunk:
                return "LF"
            carriage_return = carriage_return or b"\r" in chunk
        return "CR" if carriage_return else "LF"

    @contextmanager
    def _opened(self) -> Iterator[BinaryIO]:
        if isinstance(self._source, Path):
            with self._source.open("rb") as stream, self._unpacked(stream) as unpacked:
                yield unpacked
        else:
            raw = io.BytesIO(self._source) if isinstance(self._source, bytes) else self._source
            raw.seek(0)
            with self._unpacked(raw) as unpacked:
                yield unpacked

    @contextmanager
    def _unpacked(self, stream: BinaryIO) -> Iterator[BinaryIO]:
        magic = stream.read(len(GZIP_MAGIC))
        stream.seek(0)
        if magic == GZIP_MAGIC:
            with gzip.GzipFile(fileobj=stream, mode="rb") as unzipped:
                yield unzipped  # type: ignore[misc] # reads like a BinaryIO, declared apart from it
        elif self._zipped_by_name:
            raise gzip.BadGzipFile
        else:
            yield stream


def name_of(source: Source) -> str:
    """What a message calls the source."""
    if isinstance(source, Path):
        return str(source)
    return "of bytes" if isinstance(source, bytes) else str(getattr(source, "name", "of a stream"))


def as_utf8(stream: BinaryIO, size: int) -> Iterator[bytes]:
    """Drop a byte order mark and, after a UTF-16 one, transcode."""
    head = stream.read(max(size, len(UTF32_LE_BOM)))
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and not head.startswith(UTF32_LE_BOM):
        encoding = "utf-16-le" if head.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
        decoder = codecs.getincrementaldecoder(encoding)("strict")
        yield decoder.decode(head[len(codecs.BOM_UTF16_LE) :]).encode()
        while chunk := stream.read(size):
            yield decoder.decode(chunk).encode()
        yield decoder.decode(b"", final=True).encode()
    else:
        yield head.removeprefix(codecs.BOM_UTF8)
        while chunk := stream.read(size):
            yield chunk


@contextmanager
def explain_failures(name: str) -> Iterator[None]:
    """Say what is wrong with the file. Never chained: a decoding error carries the bytes it met."""
    try:
        yield
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise LandingError(
            f"The landing file {name} is not a whole gzip file; nothing of it is used.",
            hint="It was cut or damaged on its way: copy it again.",
        ) from None
    except UnicodeDecodeError:
        raise LandingError(
            f"The landing file {name} starts as UTF-16 and holds bytes that are not; nothing of it is used.",
            hint="Save it again as UTF-8.",
        ) from None
    except IsADirectoryError:
        raise LandingError(
            f"{name} is a folder; a landing file was expected.", hint="Name the file in it, or move the folder away."
        ) from None
    except OSError as error:
        raise LandingError(
            f"The landing file {name} cannot be read: {error.strerror or 'input error'}.",
            hint="Check that it exists and that this user may read it.",
        ) from None
