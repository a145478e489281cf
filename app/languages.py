"""Which language a person reads, and the border where what the server sends is put into it."""

import re
from html import escape, unescape
from typing import Any

import orjson
from flask import Flask, Response, current_app, g, redirect, request
from flask.typing import ResponseReturnValue

from app.security import local_path
from components.languages import NAMES, catalogue, language, said, speak
from components.languages.catalogue import Catalogue
from components.languages.tree import component, one_property
from services.claiming.language import Language

COOKIE = "postlens-language"
# The languages there are, as the header Accept-Language names them.
_OFFERED = [one.value for one in Language]
_A_YEAR = 31_536_000
_DEFAULT = "default_language"
_LAYOUT = "/_dash-layout"
_CALLBACK = "/_dash-update-component"
_PAGE_STORE = "_pages_store"
# What stands between the tags of a form, but for names; styles and scripts have braces.
_BETWEEN_TAGS = re.compile(r"(?<=>)(?<!class=\"brand\">)(?<!class=\"notranslate\">)[^<>{}]*[A-Za-z][^<>{}]*(?=<)")


def register(server: Flask, default: str) -> None:
    """Adds the choice; default: the language of people who chose none, "" = what their browser asks for."""
    server.extensions[_DEFAULT] = default
    server.before_request(_choose)
    server.teardown_request(lambda _error: speak(Language.ENGLISH))
    server.context_processor(_for_templates)
    server.add_url_rule("/language", "choose_language", choose_language, methods=["POST"])


def put_into_words(server: Flask) -> None:
    """Says what callbacks and layouts answer; registered last, so that it comes before the answer is packed."""
    server.after_request(_translated)


def for_scripts() -> str:
    """The words of scripts for the page's frame: data, not a script; nothing for English, in which they are written."""
    if language() is Language.ENGLISH:
        return ""
    entries = orjson.dumps(catalogue(language()).of_scripts).decode().replace("<", "\\u003c")
    return f'<script type="application/json" id="postlens-words">{entries}</script>'


def choose_language() -> ResponseReturnValue:
    """Keeps the language with the browser, also of people who are nobody yet."""
    answer = redirect(local_path(request.form.get("next")))
    if (chosen := request.form.get("language", "")) in _OFFERED:
        secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
        answer.set_cookie(COOKIE, chosen, max_age=_A_YEAR, httponly=True, samesite="Lax", secure=secure)
    return answer


def _for_templates() -> dict[str, Any]:
    g.templated = True
    offered = tuple(Language)
    return {"said": said, "language": language(), "languages": offered, "names": NAMES, "here": request.full_path}


def _choose() -> None:
    kept = request.cookies.get(COOKIE, "")
    asked = kept if kept in _OFFERED else current_app.extensions[_DEFAULT]
    speak(Language(asked or request.accept_languages.best_match(_OFFERED, Language.ENGLISH.value)))


def _translated(response: Response) -> Response:
    if language() is not Language.ENGLISH and g.get("templated") and response.mimetype == "text/html":
        response.set_data(_BETWEEN_TAGS.sub(_text_said, response.get_data(as_text=True)))
        return response
    if language() is Language.ENGLISH or request.path not in (_LAYOUT, _CALLBACK) or not response.is_json:
        return response
    if response.status_code == 200 and not response.is_streamed:
        response.set_data(orjson.dumps(_body(orjson.loads(response.get_data()))))
    return response


def _text_said(found: re.Match[str]) -> str:
    return escape(said(unescape(found[0])), quote=False)


def _body(body: Any) -> Any:
    """An answer of Dash with its texts said: a layout, or properties by component, or both beside progress."""
    words = catalogue(language())
    if "props" in body:
        return component(body, words)
    said_body = dict(body)
    for part in ("response", "sideUpdate"):
        if isinstance(body.get(part), dict):
            said_body[part] = {place: _properties(place, props, words) for place, props in body[part].items()}
    for part in ("progress", "progressDefault"):
        if isinstance(body.get(part), dict):
            shown = {name: one_property(name.rpartition(".")[2], value, words) for name, value in body[part].items()}
            said_body[part] = shown
    return said_body


def _properties(place: str, props: Any, words: Catalogue) -> Any:
    if place == _PAGE_STORE:
        # What the window is called; it travels as the data of a store.
        return {"data": {**props["data"], "title": words.say(props["data"]["title"])}}
    if not isinstance(props, dict):
        return props
    return {name: one_property(name, value, words, place) for name, value in props.items()}
