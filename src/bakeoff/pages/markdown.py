"""Markdown to HTML, as this site shows it."""

from functools import cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


def inline(text: str) -> Markup:
    """Return a sentence of Markdown as HTML without a paragraph."""
    return Markup(markdown().renderInline(text))  # noqa: S704 - HTML in it is off


@cache
def markdown() -> "MarkdownIt":
    """Return the renderer: CommonMark with tables, HTML in it off."""
    from markdown_it import MarkdownIt

    found = MarkdownIt("commonmark", {"html": False}).enable("table")
    found.add_render_rule("table_open", _table_open)
    found.add_render_rule("table_close", _table_close)
    found.add_render_rule("code_block", _code)
    found.add_render_rule("fence", _code)
    return found


def _table_open(self: Any, tokens: "list[Token]", at: int, *_: Any) -> str:
    del self
    number = 1 + sum(token.type == "table_open" for token in tokens[:at])
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="Table {number}">'
        '<table class="plain">'
    )


def _table_close(*_: Any) -> str:
    return "</table></div>"


def _code(self: Any, tokens: "list[Token]", at: int, *_: Any) -> str:
    del self
    return f'<pre tabindex="0"><code>{escape(tokens[at].content)}</code></pre>'
