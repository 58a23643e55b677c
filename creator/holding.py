"""What plays over and over while a choice stays open: the last second of a node, back and forth."""

from fractions import Fraction
from pathlib import Path

from creator.clips import ClipCache, Job, cache_name
from creator.encoder import only_local
from creator.encoder_settings import codec_settings, delivered_as
from creator.ffmpeg import Report, local, run_ffmpeg
from creator.hardware import opened_for

SECONDS = Fraction(1)


def hold_file(last: Path, clips: ClipCache) -> Path:
    """Return where the hold of a node lies once it is rendered.

    Args:
        last: The rendered last clip of the node.
        clips: Where it lies.
    """
    return clips.folder / cache_name({"ping_pong": last.name, "seconds": SECONDS})


def hold_job(last: Path, clips: ClipCache) -> Job:
    """Return the work of rendering a node's last second backwards and forwards again, without sound.

    It begins after the last picture and ends with it, so that it follows the clip and itself without a jump.
    """
    file = hold_file(last, clips)
    profile = clips.profile
    frames = max(2, round(SECONDS * profile.frame_rate))

    def render(report: Report) -> None:
        length = clips.rendered(last).duration
        kept = max(1, min(frames, round(length * profile.frame_rate) - 1))
        begin = max(Fraction(0), length - (kept + Fraction(3, 2)) / profile.frame_rate)
        graph = [
            f"[0:v]fps={profile.frame_rate},trim=start={float(begin):.6f},setpts=PTS-STARTPTS,split[there][turn]",
            f"[turn]reverse,trim=start_frame=1:end_frame={kept + 1},setpts=PTS-STARTPTS[back]",
            f"[there]reverse,trim=end_frame={kept},reverse,setpts=PTS-STARTPTS[forth]",
            f"[back][forth]concat=n=2:v=1,{delivered_as(profile)}[v]",
            f"anullsrc=r={profile.sample_rate}:cl=stereo,atrim=end={float(2 * kept / profile.frame_rate):.6f}[a]",
        ]
        arguments = [*opened_for(profile.encoder), *only_local("mov,mp4"), "-i", local(last)]
        arguments += ["-filter_complex", ";".join(graph), "-map", "[v]", "-map", "[a]"]
        arguments += [*codec_settings(profile), "-threads", "1"]
        arguments += ["-map_metadata", "-1", "-movflags", "+faststart", "-f", "mp4"]
        run_ffmpeg(arguments, file, "what plays while a choice is open", report)

    return Job(file, 2 * frames, render)
