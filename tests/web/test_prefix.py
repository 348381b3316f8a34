"""Behind a proxy, under a path prefix that the proxy takes off, leaves on, or that the server adds again."""

import re

import pytest

from bot.channels.web.guard import rooted


@pytest.mark.parametrize(
    ("path", "prefix", "wanted"),
    [
        ("/", "", "/"),
        ("/api/chat", "", "/api/chat"),
        ("/api/chat", "/zd", "/zd/api/chat"),
        ("/zd/api/chat", "/zd", "/zd/api/chat"),
        ("/zd/zd/api/chat", "/zd", "/zd/api/chat"),
        ("/zd", "/zd", "/zd/"),
        ("/zd/", "/zd", "/zd/"),
        ("/zdx", "/zd", "/zd/zdx"),
        ("", "/zd", "/zd/"),
    ],
)
def test_rooted(path, prefix, wanted):
    assert rooted(path, prefix) == wanted


@pytest.fixture(params=["/bm/zhoudao", "/bm/zhoudao/"])
def prefixed(set_up, request):
    set_up(root_path=request.param)


@pytest.mark.parametrize("before", ["", "/bm/zhoudao", "/bm/zhoudao/bm/zhoudao"])
def test_everything_is_found(client, prefixed, before):
    assert client.post(f"{before}/api/chat", json={"text": "a"}).status_code == 200
    for path in ("/", "/m/SB-001", "/static/chat.js", "/healthz", "/docs", "/openapi.json"):
        assert client.get(before + path).status_code == 200


@pytest.mark.parametrize("path", ["/", "/m/SB-001", "/m/nothing", "/docs"])
def test_pages_link_under_the_prefix(client, prefixed, path):
    addresses = re.findall(r'(?:href|src)="(/[^"]*)"', client.get(path).text)
    assert addresses
    assert all(address.startswith("/bm/zhoudao/") for address in addresses)


def test_the_page_tells_its_script_the_prefix(client, prefixed):
    assert 'data-root="/bm/zhoudao"' in client.get("/bm/zhoudao").text
