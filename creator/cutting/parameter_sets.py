"""H.264 as MP4 keeps it: units with their length before them, and the decoder's configuration (ISO/IEC 14496-15, 5.3).

A clip that is partly copied and partly encoded has two sequences, each with parameter sets of its own. Both lie in one
configuration under different ids, so that every decoder has them from the start and no sample has to bring any.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

SLICE, IDR, RECOVERY, SPS, PPS, DELIMITER = 1, 5, 6, 7, 8, 9
"""Types of units (ITU-T H.264, table 7-1)."""

WITH_CHROMA = frozenset({100, 110, 122, 144})
"""Profiles whose configuration ends with chroma format and bit depths."""


class UnreadableStream(ValueError):
    """A stream is not H.264 as it should be."""


@dataclass(frozen=True)
class ParameterSets:
    """What a decoder has to know before the first picture: sequence and picture parameter sets, as units."""

    sequences: tuple[bytes, ...]
    pictures: tuple[bytes, ...]

    @property
    def ids(self) -> frozenset[int]:
        """The ids of all of them, of either kind."""
        return frozenset(
            [
                *(_first_number(one, 4) for one in self.sequences),
                *(_first_number(one, 1) for one in self.pictures),
            ]
        )

    @property
    def profile(self) -> bytes:
        """Profile, constraints and level of the first sequence, one byte each."""
        return self.sequences[0][1:4]

    def together_with(self, other: "ParameterSets") -> "ParameterSets":
        """Return these and those of another sequence; none of them share an id."""
        if self.ids & other.ids:
            raise UnreadableStream("two sequences have parameter sets with the same id")
        return ParameterSets((*self.sequences, *other.sequences), (*self.pictures, *other.pictures))

    def configuration(self) -> bytes:
        """Return them as an `AVCDecoderConfigurationRecord` for lengths of four bytes, 4:2:0 and 8 bits."""
        record = bytes([1, *self.profile, 0xFF, 0xE0 | len(self.sequences)])
        record += b"".join(map(_with_short_length, self.sequences))
        record += bytes([len(self.pictures)]) + b"".join(map(_with_short_length, self.pictures))
        if self.profile[0] in WITH_CHROMA:
            record += bytes([0xFC | 1, 0xF8, 0xF8, 0])
        return record


def parameter_sets(extradata: bytes) -> tuple[ParameterSets, int]:
    """Return the parameter sets of a stream's extra data, and of how many bytes its lengths are (0: start codes).

    Raises:
        UnreadableStream: There are none.
    """
    if extradata[:1] != b"\x01":
        return _sorted_sets(start_code_units(extradata)), 0
    try:
        size, at, units = (extradata[4] & 3) + 1, 5, []
        for mask in (0x1F, 0xFF):
            count, at = extradata[at] & mask, at + 1
            for _ in range(count):
                length = int.from_bytes(extradata[at : at + 2])
                units.append(extradata[at + 2 : at + 2 + length])
                at += 2 + length
    except IndexError as error:
        raise UnreadableStream("its configuration breaks off") from error
    return _sorted_sets(units), size


def units_of(packet: bytes, length_size: int) -> Iterator[bytes]:
    """Yield the units of a packet.

    Args:
        packet: The packet.
        length_size: How many bytes the length before each unit has; 0 for start codes.

    Raises:
        UnreadableStream: A length reaches beyond the packet.
    """
    if not length_size:
        yield from start_code_units(packet)
        return
    at = 0
    while at + length_size < len(packet):
        length = int.from_bytes(packet[at : at + length_size])
        at += length_size
        if not length or at + length > len(packet):
            raise UnreadableStream("a unit reaches beyond its packet")
        yield packet[at : at + length]
        at += length


def start_code_units(data: bytes) -> Iterator[bytes]:
    """Yield the units between start codes (ITU-T H.264, annex B)."""
    for part in data.split(b"\x00\x00\x01")[1:]:
        if unit := part.rstrip(b"\x00"):
            yield unit


def without_padding(unit: bytes) -> bytes:
    """Return a unit without the zeros that some writers put behind it."""
    return unit.rstrip(b"\x00")


def kind_of(unit: bytes) -> int:
    """Return a unit's type."""
    return unit[0] & 0x1F


def with_lengths(units: Iterable[bytes]) -> bytes:
    """Return units as a sample of an MP4 file, without parameter sets and delimiters, which lie elsewhere."""
    kept = (unit for unit in units if kind_of(unit) not in (SPS, PPS, DELIMITER))
    return b"".join(len(unit).to_bytes(4) + unit for unit in kept)


def _sorted_sets(units: Iterable[bytes]) -> ParameterSets:
    found = [without_padding(unit) for unit in units if unit]
    sets = ParameterSets(
        tuple(unit for unit in found if kind_of(unit) == SPS),
        tuple(unit for unit in found if kind_of(unit) == PPS),
    )
    if not sets.sequences or not sets.pictures or any(len(unit) < 4 for unit in sets.sequences):
        raise UnreadableStream("it has no parameter sets")
    return sets


def _with_short_length(unit: bytes) -> bytes:
    return len(unit).to_bytes(2) + unit


def _first_number(unit: bytes, skipped: int) -> int:
    """Return the first number in a unit after some bytes, written as Exp-Golomb code (ITU-T H.264, 9.1)."""
    bits = "".join(f"{byte:08b}" for byte in unit[skipped : skipped + 5])
    zeros = len(bits) - len(bits.lstrip("0"))
    return int(bits[zeros : 2 * zeros + 1] or "1", 2) - 1
