"""Tables as Markdown."""

from collections.abc import Iterable, Sequence


def table(title: str, remark: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a section with a table; numbers are written with as many digits as they bear."""
    lines = [f"## {title}", "", remark, "", _line(columns), _line("---" for _ in columns)]
    lines += [_line(_written(value) for value in row) for row in rows]
    return "\n".join([*lines, ""])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _written(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return str(value)
