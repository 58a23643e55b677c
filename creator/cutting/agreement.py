"""Says whether a film's pictures can be copied into a story of some profile, or why they have to be encoded."""

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from creator.cutting.edges import PROFILES
from creator.cutting.parameter_sets import ParameterSets, UnreadableStream, parameter_sets
from creator.ffmpeg import local
from creator.plan import Plan
from creator.profile import Profile
from creator.source import LOCAL_FILMS, Piece
from library.records import Film
from story.model import LocalText

if TYPE_CHECKING:
    from av.video.stream import VideoStream

FRAME_RATE_SLACK = Fraction(1, 100)
"""By how much an average frame rate may differ from the story's; the rate of a film may vary."""

PROGRESSIVE = (0, 1)  # field orders of FFmpeg: not said, progressive

Reason = LocalText
"""Why a film is encoded, by language, to go on "…, since …"."""


def reason_to_encode(film: Film, stream: "VideoStream", profile: Profile) -> Reason | None:
    """Return why pictures of a film cannot be copied, or `None` if they can.

    Args:
        film: The film.
        stream: Its video stream.
        profile: How the story's clips are encoded.
    """
    return (
        _other_codec(stream, profile)
        or _other_frame(film, stream, profile)
        or _other_look(film, stream, profile)
    )


def may_be_copied(piece: Piece, film: Film, profile: Profile) -> bool:
    """Say whether the pictures of a piece of a film can be copied, as far as its file says of itself."""
    return film_reason(film, profile, piece.video) is None


def film_reason(film: Film, profile: Profile, video: int | None = None) -> Reason | None:
    """Return why a film is encoded, or `None` if its pictures can be copied.

    Args:
        film: The film.
        profile: How the story's clips are encoded.
        video: Index of its video stream; by default that of the first.
    """
    import av

    try:
        with av.open(local(film.path), options=dict(LOCAL_FILMS)) as container:
            stream = container.streams.video[0] if video is None else container.streams[video]
            reason = reason_to_encode(film, stream, profile)  # type: ignore[arg-type] # `video` is one's index
            turned = reason is None and next(container.decode(stream)).rotation  # type: ignore[union-attr]
            return _reason("its pictures are turned", "화면이 돌려져 있기 때문에") if turned else reason
    except (av.FFmpegError, OSError, LookupError, StopIteration):
        return _reason("it cannot be read", "읽을 수 없기 때문에")


def encoding_notes(plan: Plan) -> tuple[LocalText, ...]:
    """Return which films of a story are encoded rather than copied, how many clips that are, and why; by language."""
    used = Counter(clip.film for clip in plan.clips)
    notes = []
    for fingerprint, clips in used.items():
        film = plan.films[fingerprint]
        if reason := film_reason(film, plan.profile):
            counted_clips = "1 clip" if clips == 1 else f"{clips} clips"
            english = f"“{film.title}” ({counted_clips}) was encoded, not copied, since {reason['en']}."
            korean = f"“{film.title}”(클립 {clips}개)은(는) {reason['ko']} 복사하지 않고 새로 인코딩했습니다."
            notes.append({"en": english, "ko": korean})
    return tuple(notes)


def sets_of(stream: "VideoStream") -> tuple[ParameterSets, int]:
    """Return a stream's parameter sets and the length of its lengths; raises `UnreadableStream`."""
    return parameter_sets(bytes(stream.codec_context.extradata or b""))


def _other_codec(stream: "VideoStream", profile: Profile) -> Reason | None:
    context = stream.codec_context
    if profile.codec != "h264":
        return _reason(f"the story is in {profile.codec}", f"이야기의 코덱이 {profile.codec}이기 때문에")
    if context.name != "h264":
        return _reason(f"it is {context.name}, not h264", f"h264가 아니라 {context.name}이기 때문에")
    if context.pix_fmt not in ("yuv420p", "yuvj420p"):
        return _reason(
            f"its pictures are {context.pix_fmt}, not yuv420p",
            f"화면이 yuv420p가 아니라 {context.pix_fmt}이기 때문에",
        )
    try:
        sets, _ = sets_of(stream)
    except UnreadableStream as error:
        return _reason(str(error), f"읽을 수 없기 때문에({error})")
    if len({one[1] for one in sets.sequences}) != 1 or sets.profile[0] not in PROFILES:
        name = context.profile or sets.profile[0]
        return _reason(f"its codec profile is {name}", f"코덱 프로파일이 {name}이기 때문에")
    return None


def _other_frame(film: Film, stream: "VideoStream", profile: Profile) -> Reason | None:
    context = stream.codec_context
    size = (context.width, context.height)
    if size != (profile.width, profile.height) or (film.width, film.height) != size:
        had, wanted = f"{film.width} × {film.height}", f"{profile.width} × {profile.height}"
        return _reason(f"its size is {had}, not {wanted}", f"크기가 {wanted}가 아니라 {had}이기 때문에")
    rate = Fraction(stream.average_rate or 0)
    if abs(rate / profile.frame_rate - 1) > FRAME_RATE_SLACK:
        had, wanted = f"{float(rate):.3f}", f"{float(profile.frame_rate):.3f}"
        return _reason(
            f"it has {had} pictures a second, not {wanted}",
            f"초당 화면 수가 {wanted}가 아니라 {had}이기 때문에",
        )
    return None


def _other_look(film: Film, stream: "VideoStream", profile: Profile) -> Reason | None:
    context = stream.codec_context
    if context.field_order not in PROGRESSIVE:
        return _reason("its pictures are interlaced", "비월 주사 방식이기 때문에")
    kbps = _kbps(film)
    if profile.most_kbps and kbps > profile.most_kbps:
        return _reason(
            f"its {kbps} kbit/s are more than {profile.most_kbps}",
            f"초당 {kbps}kbit로 {profile.most_kbps}kbit보다 많기 때문에",
        )
    return None


def _kbps(film: Film) -> int:
    return round(film.path.stat().st_size * 8 / 1000 / film.duration) if film.duration else 0


def _reason(english: str, korean: str) -> Reason:
    return {"en": english, "ko": korean}
