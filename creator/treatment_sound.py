"""The ffmpeg filters for a clip's sound: exactly as long as the picture, at its speed, volume and fades."""

from fractions import Fraction

from creator.look import Look
from creator.source import Piece

FADE = Fraction(1, 100)  # seconds of sound faded at both ends of a clip, so that no cut pops
PEAK = 0.891  # of full scale, -1 dB: what is made louder stays below
LEAST_GAIN = 0.05  # dB; less cannot be heard


def sound_graph(piece: Piece, rate: int, seconds: Fraction, look: Look, inputs: tuple[int, int]) -> str:
    """Return the filters that end in `[a]`.

    Args:
        piece: Which frames the sound belongs to.
        rate: Samples a second.
        seconds: How long it is.
        look: How it sounds.
        inputs: Number of the input with the piece, and of that with the clip before if the look has a lead.
    """
    number, lead_number = inputs
    fades = _fades(look, seconds)
    if look.lead is None:
        return f"{_heard(number, piece, rate, seconds, look)},{','.join(fades)}[a]"
    together = look.lead.piece.duration / look.lead.look.speed
    lead = _heard(lead_number, look.lead.piece, rate, together, look.lead.look)
    return (
        f"{lead}[before];{_heard(number, piece, rate, seconds, look)}[after];"
        f"[before][after]acrossfade=d={float(together):.6f}:c1=qsin:c2=qsin,{','.join(fades)}[a]"
    )


def heard_alone(piece: Piece, number: int = 0) -> str:
    """Return the filters that cut a piece's sound out of an input, at its own rate."""
    start = float(piece.start_seconds)
    end = float(piece.start_seconds + piece.duration)
    return f"[{number}:a:0]atrim=start={start:.6f}:end={end:.6f},asetpts=PTS-{start:.6f}/TB"


def _heard(number: int, piece: Piece, rate: int, seconds: Fraction, look: Look) -> str:
    samples = round(seconds * rate)
    if not piece.has_sound or look.treatment.muted:
        return f"anullsrc=r={rate}:cl=stereo,atrim=end_sample={samples}"
    return ",".join(
        [
            heard_alone(piece, number),
            f"aresample={rate}:async=1000:first_pts=0",
            *_tempo(look.speed),
            "aformat=sample_fmts=fltp:channel_layouts=stereo",
            *_volume(look),
            f"apad,atrim=end_sample={samples}",
        ]
    )


def _tempo(speed: Fraction) -> list[str]:
    """Return the filters for a speed; each of them does half or a hundred times at most."""
    if speed == 1:
        return []
    if speed < Fraction(1, 2):
        return ["atempo=0.5", *_tempo(speed * 2)]
    return [f"atempo={float(speed):.6f}"]


def _volume(look: Look) -> list[str]:
    gain = look.gain_db + look.treatment.volume_db
    if abs(gain) < LEAST_GAIN:
        return []
    louder = [f"alimiter=limit={PEAK}:level=0:latency=1"] if gain > 0 else []
    return [f"volume={gain:.2f}dB", *louder]


def _fades(look: Look, seconds: Fraction) -> list[str]:
    """Return the filters for fades at both ends, as long as the clip at most; none where it goes on beyond an end."""
    begin = 0.0 if look.lead else _fade_seconds(look.treatment.fade_in_ms, seconds)
    end = 0.0 if look.goes_on else _fade_seconds(look.treatment.fade_out_ms, seconds)
    rising = [f"afade=t=in:d={begin:.6f}"] if begin else []
    falling = [f"afade=t=out:st={float(seconds) - end:.6f}:d={end:.6f}"] if end else []
    return [*rising, *falling] or ["anull"]


def _fade_seconds(ms: int, seconds: Fraction) -> float:
    return min(float(seconds), ms / 1000) if ms else float(min(FADE, seconds / 4))
