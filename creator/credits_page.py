"""The page `CREDITS.html` of a bundle: all films used, in English and Korean."""

from collections.abc import Iterable
from html import escape

from creator.credits import Credit, web_address

PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self' file:; base-uri 'none'">
<title>{title} · Credits · 출처</title>
<link rel="stylesheet" href="player.css">
</head>
<body class="credits-page">
<main>
<h1>{title}</h1>
<p lang="en">This branching film is made of excerpts of the films below. They were cut, scaled and put in a new
order; some may be shown at another speed or loudness, faded, or with words over them.</p>
<p lang="ko">이 갈래 영화는 아래 영상에서 골라낸 장면으로 만들었습니다. 장면을 자르고, 크기를 맞추고, 순서를 새로
엮었으며, 빠르기와 소리 크기를 바꾸거나 서서히 밝아지게 하거나 글을 얹은 장면도 있을 수 있습니다.</p>
<table>
<thead><tr><th>Film · 영상</th><th>Credit · 출처</th><th>Provider · 제공</th><th>Licence · 이용 허락</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
<p class="made-with">Made with Gallae · 갈래로 만듦</p>
</main>
</body>
</html>
"""


def credits_page(title: str, language: str, credits: Iterable[Credit]) -> str:
    """Return the page; everything in it that came from outside is escaped."""
    rows = "\n".join(map(_row, credits))
    return PAGE.format(title=escape(title), language=escape(language), rows=rows)


def _row(credit: Credit) -> str:
    licence = escape(credit.licence) or '<span lang="en">unknown</span> · <span lang="ko">알 수 없음</span>'
    if credit.licence_url:
        licence = f'<a href="{escape(credit.licence_url)}" rel="license noopener">{licence}</a>'
    title, provider = escape(credit.title), escape(credit.provider)
    if address := web_address(credit.source):
        title = f'<a href="{escape(address)}" rel="noopener noreferrer">{title}</a>'
    elif credit.source.strip():
        provider = f"{provider} ({escape(credit.source)})".strip()
    cells = [title, escape(credit.credit), provider, licence]
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
