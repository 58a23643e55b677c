"""The film as a file: two workers draw and encode the scenes, the sound is made meanwhile, then all is joined."""

import contextlib
import multiprocessing
import queue
import subprocess
import tempfile
from collections.abc import Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from creator.errors import CreatorError, writing_to
from creator.sample.script.records import FPS, Scene
from library.progress import Cancelled, Progress

WORKERS = 2
STAGE_DRAW, STAGE_JOIN = "draw sample film", "join sample film"
QUALITY = ("-crf", "26", "-pix_fmt", "yuv420p", "-threads", "1")


AGAIN = "Free some memory and disk space, and draw it again."


class SampleFilmError(CreatorError):
    """The sample film could not be drawn."""


def make_film(scenes: Sequence[Scene], target: Path, progress: Progress) -> None:
    """Draw the scenes and write them with their sound as one H.264/AAC MP4.

    Args:
        scenes: The scenes in the order of the film.
        target: The file; it appears only when it is complete.
        progress: Told of frames; it may raise `Cancelled`, and nothing is left behind.

    Raises:
        Cancelled: If `progress` raised it.
        SampleFilmError: If drawing or joining failed.
    """
    with writing_to(target), tempfile.TemporaryDirectory(prefix=".drawing-", dir=target.parent) as name:
        folder = Path(name)
        _draw_all(scenes, folder, progress)
        progress(STAGE_JOIN, 0, 1)
        joined = _join(scenes, folder)
        joined.replace(target)
        progress(STAGE_JOIN, 1, 1)


def draw_scene(scene: Scene, first: int, target: Path, told: Any, stop: Any) -> None:
    """Draw one scene into a silent MP4.

    Args:
        scene: The scene.
        first: The film's frame at which it starts.
        target: The file to write.
        told: A queue that gets a number of frames drawn now and then.
        stop: An event; once set, drawing ends with `Cancelled`.
    """
    import cv2
    from moviepy import VideoClip

    from creator.sample.camera import draw_frame

    cv2.setNumThreads(1)

    def frame_at(second: float) -> Any:
        number = min(scene.frames - 1, round(second * FPS))
        if stop.is_set():
            raise Cancelled
        if number % FPS == FPS - 1:
            told.put(FPS)
        return draw_frame(scene, number, first)

    # A quarter of a frame more: moviepy rounds the number of frames down.
    clip = VideoClip(frame_at, duration=(scene.frames + 0.25) / FPS)
    clip.write_videofile(
        str(target),
        fps=FPS,
        codec="libx264",
        audio=False,
        preset="veryfast",
        ffmpeg_params=list(QUALITY),
        logger=None,
    )


def _draw_all(scenes: Sequence[Scene], folder: Path, progress: Progress) -> None:
    context = multiprocessing.get_context("spawn")
    told, stop = context.Queue(), context.Event()
    workers: list[BaseProcess] = [
        context.Process(target=_work, args=(share, folder, told, stop), daemon=True)
        for share in _shares(scenes)
    ]
    try:
        for worker in workers:
            worker.start()
        _write_sound(scenes, folder)
        _watch(workers, told, sum(scene.frames for scene in scenes), progress)
    finally:
        stop.set()
        for worker in workers:
            worker.join(5)
            if worker.is_alive():
                worker.terminate()
                worker.join()
    if any(worker.exitcode for worker in workers):
        raise SampleFilmError("A worker that draws the sample film ended early.", AGAIN)


def _shares(scenes: Sequence[Scene]) -> list[list[tuple[int, Scene, int]]]:
    """Deal the scenes to the workers, longest first, so that both end at about the same time."""
    starts = [sum(scene.frames for scene in scenes[:number]) for number in range(len(scenes))]
    hands: list[list[tuple[int, Scene, int]]] = [[] for _ in range(min(WORKERS, len(scenes)))]
    for number in sorted(range(len(scenes)), key=lambda n: -scenes[n].frames):
        hand = min(hands, key=lambda cards: sum(scene.frames for _, scene, _ in cards))
        hand.append((number, scenes[number], starts[number]))
    return hands


def _work(share: list[tuple[int, Scene, int]], folder: Path, told: Any, stop: Any) -> None:
    for number, scene, first in share:
        try:
            draw_scene(scene, first, folder / f"{number:02}.mp4", told, stop)
        except Cancelled:
            return


def _watch(workers: Sequence[BaseProcess], told: Any, total: int, progress: Progress) -> None:
    done = 0
    while any(worker.is_alive() for worker in workers):
        with contextlib.suppress(queue.Empty):
            done += told.get(timeout=0.3)
        progress(STAGE_DRAW, min(done, total), total)
    progress(STAGE_DRAW, total, total)


def _write_sound(scenes: Sequence[Scene], folder: Path) -> None:
    from moviepy.audio.AudioClip import AudioArrayClip

    from creator.sample.sound.mix import RATE, mix

    clip = AudioArrayClip(mix(scenes), fps=RATE)
    clip.write_audiofile(str(folder / "sound.m4a"), fps=RATE, codec="aac", bitrate="128k", logger=None)


def _join(scenes: Sequence[Scene], folder: Path) -> Path:
    import imageio_ffmpeg

    names = folder / "scenes.txt"
    names.write_text("".join(f"file '{number:02}.mp4'\n" for number in range(len(scenes))), encoding="utf-8")
    joined = folder / "joined.mp4"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", "-f", "concat", "-i", str(names)]
    command += ["-i", str(folder / "sound.m4a"), "-map", "0:v", "-map", "1:a", "-c", "copy"]
    ended = subprocess.run(
        [*command, "-movflags", "+faststart", str(joined)], capture_output=True, check=False
    )
    if ended.returncode:
        why = ended.stderr.decode(errors="replace").strip().splitlines()[-1]
        raise SampleFilmError(f"The sample film's scenes could not be joined: {why}.", AGAIN)
    return joined
