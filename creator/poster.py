"""The still picture that a bundle shows before it plays."""

from pathlib import Path

from creator.source import LOCAL_FILMS


def write_poster(clip: Path, target: Path) -> None:
    """Write the frame at a third of a rendered clip as a JPEG.

    Raises:
        OSError: It cannot be written.
    """
    import av
    from PIL import Image

    with av.open(f"file:{clip.absolute()}", options=dict(LOCAL_FILMS)) as container:
        wanted = max(0, container.streams.video[0].frames // 3)
        picture = None
        for number, frame in enumerate(container.decode(video=0)):
            picture = frame
            if number >= wanted:
                break
        if picture is not None:
            Image.fromarray(picture.to_ndarray(format="rgb24")).save(
                target, "JPEG", quality=82, optimize=True
            )
