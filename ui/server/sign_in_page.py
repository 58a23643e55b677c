"""The page that asks for the studio's password: plain HTML, since nothing else is answered before."""

from html import escape

from ui.words import words_in

_PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark light"><title>{title}</title>
<style>
:root {{ --back: #14151a; --text: #ececee; --soft: #9a9ca5; --line: #4a4d59; --amber: #e8a33d; --wrong: #ff8a80 }}
@media (prefers-color-scheme: light) {{
  :root {{ --back: #faf9f7; --text: #1d1e22; --soft: #5c5e66; --line: #8a8c94; --wrong: #b3261e }}
}}
body {{ margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--back);
  color: var(--text); font: 16px/1.6 Pretendard, "Noto Sans KR", system-ui, sans-serif }}
form {{ width: min(320px, 88vw); display: grid; gap: 12px }}
h1 {{ font-size: 22px; font-weight: 600; margin: 0 }}
label {{ color: var(--soft) }}
input, button {{ font: inherit; padding: 10px 12px; border-radius: 6px; border: 1px solid var(--line);
  background: transparent; color: inherit }}
button {{ background: var(--amber); border-color: transparent; color: #14151a; cursor: pointer }}
:focus-visible {{ outline: 2px solid var(--amber); outline-offset: 2px }}
p {{ margin: 0; color: var(--wrong); min-height: 1.6em }}
</style></head><body><main>
<form method="post" action="/signin">
<h1>Gallae</h1>
<input type="hidden" name="next" value="{back}">
<label for="password">{label}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required autofocus
  aria-describedby="problem">
<p id="problem" role="alert">{problem}</p>
<button>{button}</button>
</form></main></body></html>
"""


def sign_in_page(language: str, back: str, problem: str = "") -> str:
    """Return the page.

    Args:
        language: In which it speaks.
        back: Where to go afterwards.
        problem: Name of the text that says why it is shown again, or `""`.
    """
    words = words_in(language)
    return _PAGE.format(
        language=escape(language),
        title=escape(words["sign_in_title"]),
        back=escape(back),
        label=escape(words["sign_in_password"]),
        problem=escape(words[problem]) if problem else "",
        button=escape(words["sign_in"]),
    )
