"""Headers that every answer carries, and pages that obey them."""

import re
from html.parser import HTMLParser

import pytest

PAGES = ["/", "/m/SB-001", "/m/nothing", "/docs"]


class Page(HTMLParser):
    """Collects what the Content-Security-Policy would refuse, and all addresses."""

    def __init__(self, text):
        super().__init__()
        self.inline, self.addresses, self._open = [], [], None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self._open = tag
        self.inline += [name for name in given if name.startswith("on") or name == "style"]
        self.inline += ["javascript:" for value in given.values() if (value or "").startswith("javascript:")]
        self.inline += ["style"] if tag == "style" else []
        self.addresses += [given[name] for name in ("href", "src", "action") if name in given]

    def handle_endtag(self, tag):
        self._open = None

    def handle_data(self, data):
        if self._open == "script" and data.strip():
            self.inline.append(data)


@pytest.mark.parametrize("path", [*PAGES, "/healthz", "/readyz", "/openapi.json", "/static/chat.js", "/api/nothing", "/api/chat"])
def test_headers(client, path):
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "script-src 'self'" in policy and "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "geolocation=(self)" in headers["permissions-policy"]
    assert "cache-control" in headers


@pytest.mark.parametrize("path", PAGES)
def test_pages_have_nothing_inline_and_nothing_from_elsewhere(client, path):
    page = Page(client.get(path).text)
    assert page.inline == []
    assert [address for address in page.addresses if re.match(r"(https?:)?//", address)] == []


@pytest.mark.parametrize("path", PAGES)
def test_all_static_files_of_a_page_are_there(client, path):
    files = [address for address in Page(client.get(path).text).addresses if address.startswith("/static/")]
    assert files
    assert {client.get(file).status_code for file in files} == {200}


@pytest.mark.parametrize("path", ["/static/../chat.py", "/static/%2e%2e/chat.py", "/static/..%2fchat.py", "/static/", "/static/nothing.js"])
def test_only_static_files_are_served(client, path):
    assert client.get(path).status_code == 404


def test_scripts_never_make_markup_of_text(client):
    for name in ("chat.js", "guide.js"):
        script = client.get(f"/static/{name}").text
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", script)


def test_scripts_hold_no_chinese(client):
    """Words belong to templates, where whoever writes them looks."""
    assert not re.search(r"[\u4e00-\u9fff]", client.get("/static/chat.js").text)


def test_scripts_run_on_old_phones(client):
    """A lookbehind or a newer operator would stop the whole page on iOS before 16.4 or an old WebView."""
    script = client.get("/static/chat.js").text
    assert not re.search(r"\(\?<[=!]|\?\.[a-z(\[]|\?\?|replaceAll|randomUUID|\.at\(", script)


def test_the_chat_page_is_not_kept_by_caches(client):
    """It carries a token."""
    assert client.get("/").headers["cache-control"] == "no-store"
