"""The ffmpeg filters for a clip's picture: its exact frames, speed, fit into the frame, fades, title, crossfade."""

from fractions import Fraction

from creator.encoder_settings import delivered_as
from creator.look import Look
from creator.profile import Profile
from creator.source import Piece
from story.treatment import Fit

TITLE_SECONDS = 4
"""For how long a clip's title stands over it, unless the clip is shorter."""

TITLE_FADE = 0.4
BLUR = 24  # pixels of the frame


def frame_count(piece: Piece, profile: Profile, speed: Fraction = Fraction(1)) -> int:
    """Return how many frames of the profile's rate show the piece at a speed."""
    return max(1, round(piece.duration / speed * profile.frame_rate))


def picture_graph(piece: Piece, profile: Profile, look: Look, lead_input: int, title_input: int) -> str:
    """Return the filters that end in `[v]`.

    Args:
        piece: Which frames, of input 0.
        profile: What they become.
        look: How they look.
        lead_input: Number of the input with the clip before, if the look has a lead.
        title_input: Number of the input with the title, if it has one.
    """
    steps = [f"{_shown(0, piece, profile, look, 'p')}[shown]"]
    last = "shown"
    if look.lead is not None:
        frames = frame_count(look.lead.piece, profile, look.lead.look.speed)
        seconds = frames / profile.frame_rate
        steps.append(
            f"{_shown(lead_input, look.lead.piece, profile, look.lead.look, 'l')},trim=end_frame={frames}[lead]"
        )
        steps.append(f"[lead][{last}]xfade=transition=fade:offset=0:duration={float(seconds):.6f}[crossed]")
        last = "crossed"
    if look.title is not None:
        steps.append(_title(title_input, last, frame_count(piece, profile, look.speed) / profile.frame_rate))
        last = "titled"
    fades = _fades(look, frame_count(piece, profile, look.speed) / profile.frame_rate)
    steps.append(f"[{last}]{','.join([*fades, delivered_as(profile)])}[v]")
    return ";".join(steps)


def _shown(number: int, piece: Piece, profile: Profile, look: Look, mark: str) -> str:
    """Return the filters that bring a piece to the story's frame and rate."""
    guess = f"in_color_matrix={piece.matrix}:" if piece.matrix else ""
    colours = f"{guess}out_color_matrix=bt709:out_range=tv:flags=bicubic"
    speed = "" if look.speed == 1 else f"/{float(look.speed):.6f}"
    return ",".join(
        [
            f"[{number}:{piece.video}]trim=start_pts={piece.start}:end_pts={piece.end}",
            f"setpts=(PTS-STARTPTS){speed}",
            _fit(piece, profile, look.treatment.fit, colours, mark),
            f"setsar=1,fps={profile.frame_rate}",
            "tpad=stop=-1:stop_mode=clone",  # a source that breaks off a little early
            f"format=yuv420p,settb=1/{profile.frame_rate.numerator}",
        ]
    )


def _fit(piece: Piece, profile: Profile, fit: Fit, colours: str, mark: str) -> str:
    frame = f"{profile.width}:{profile.height}"
    width, height = profile.inside(piece.width, piece.height)
    if (width, height) == (profile.width, profile.height):
        return f"scale={frame}:{colours}"
    over_width, over_height = profile.around(piece.width, piece.height)
    filled = f"scale={over_width}:{over_height}:{colours},setsar=1,crop={frame}"
    if fit is Fit.CROP:
        return filled
    if fit is Fit.BLUR:
        return (
            f"split[{mark}1][{mark}2];[{mark}1]{filled},gblur=sigma={BLUR}[{mark}3];"
            f"[{mark}2]scale={width}:{height}:{colours},setsar=1[{mark}4];"
            f"[{mark}3][{mark}4]overlay=(W-w)/2:(H-h)/2"
        )
    return f"scale={width}:{height}:{colours},setsar=1,pad={frame}:(ow-iw)/2:(oh-ih)/2"


def _title(number: int, under: str, seconds: Fraction) -> str:
    shown = min(float(seconds), TITLE_SECONDS)
    fade = min(TITLE_FADE, shown / 3)
    return (
        f"[{number}:v]format=rgba,fade=t=in:d={fade:.3f}:alpha=1,"
        f"fade=t=out:st={shown - fade:.3f}:d={fade:.3f}:alpha=1,trim=end={shown:.3f}[title];"
        f"[{under}][title]overlay=0:0:eof_action=pass[titled]"
    )


def _fades(look: Look, seconds: Fraction) -> list[str]:
    """Return the filters for fades from and to black; each is as long as the clip at most."""
    begin, end = (
        min(float(seconds), ms / 1000) for ms in (look.treatment.fade_in_ms, look.treatment.fade_out_ms)
    )
    fades = [f"fade=t=in:d={begin:.6f}"] if begin else []
    return [*fades, *([f"fade=t=out:st={float(seconds) - end:.6f}:d={end:.6f}"] if end else [])]
