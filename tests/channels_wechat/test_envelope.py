"""What WeChat sends is opened, and what we seal WeChat reads: against Tencent's vector, frozen ciphertexts and wechatpy."""

import json
from pathlib import Path

import pytest
import xmltodict

from bot.channels.wechat import envelope
from bot.channels.wechat.envelope import Query, Refused, signature_of

from .conftest import ACCOUNT, PLAIN_ACCOUNT, opened, query_of
from .other_side import AT, KEY, NONCE, ORIGINAL_ID, PREVIOUS_KEY, TOKEN, call, message, opened_reply, plain_call, signed, wrapped

FROZEN = json.loads((Path(__file__).parent / "frozen.json").read_text("utf-8"))


def test_tencents_own_example() -> None:
    assert signature_of("AAAAA", "1714037059", "486452656") == "899cf89e464efb63f54ddac96b0a0a235f53aa78"


def test_the_order_of_the_parts_is_the_bytes_not_the_arguments() -> None:
    parts = ["zeta", "Zeta", "10", "9", "_", "~"]
    assert {signature_of(*parts[n:], *parts[:n]) for n in range(6)} == {signed(*parts)}


@pytest.mark.parametrize("n", range(len(FROZEN)))
def test_ciphertexts_that_wechatpy_once_made(n: int) -> None:
    frozen = FROZEN[n]
    sent = wrapped(frozen["Encrypt"])
    assert sent.query["msg_signature"] == frozen["MsgSignature"]
    assert opened(sent).fields == frozen["fields"]


def test_a_message_of_today_is_opened_and_the_reply_is_read() -> None:
    found = opened(call(message()))
    assert found.fields["Content"] == "社保卡丢了在哪补办" and found.fields["ToUserName"] == ORIGINAL_ID
    assert found.key is not None
    assert opened_reply(envelope.sealed(ACCOUNT, "<xml>好</xml>", found.key, str(AT), NONCE)) == "<xml>好</xml>"


@pytest.mark.parametrize(("key", "other"), [(KEY, PREVIOUS_KEY), (PREVIOUS_KEY, KEY)])
def test_the_reply_is_closed_with_the_key_that_opened(key: str, other: str) -> None:
    found = opened(call(message(), key=key))
    assert found.key is not None
    reply = envelope.sealed(ACCOUNT, "<xml/>", found.key, str(AT), NONCE)
    assert opened_reply(reply, key=key) == "<xml/>"
    with pytest.raises(Exception):  # noqa: B017  (wechatpy raises whatever its slip brings)
        assert opened_reply(reply, key=other) == "<xml/>"


def test_a_sealed_reply_has_the_four_elements_that_wechat_expects() -> None:
    sealed = xmltodict.parse(envelope.sealed(ACCOUNT, "<xml/>", ACCOUNT.keys[0], "1767230001", "n"))["xml"]
    assert list(sealed) == ["Encrypt", "MsgSignature", "TimeStamp", "Nonce"]
    assert (sealed["TimeStamp"], sealed["Nonce"]) == ("1767230001", "n")
    assert sealed["MsgSignature"] == signed(TOKEN, "1767230001", "n", sealed["Encrypt"])


def test_no_two_seals_are_alike() -> None:
    assert len({envelope.sealed(ACCOUNT, "<xml/>", ACCOUNT.keys[0], "1", "n") for _ in range(50)}) == 50


def test_in_plaintext_mode_the_address_alone_is_signed() -> None:
    found = opened(plain_call(message()), PLAIN_ACCOUNT)
    assert found.fields["Content"] == "社保卡丢了在哪补办" and found.key is None


def test_empty_keys_are_no_keys() -> None:
    assert envelope.account(TOKEN, "wx", ORIGINAL_ID, ("", KEY, "")).keys == ACCOUNT.keys[:1]
    assert envelope.account(TOKEN, "wx", ORIGINAL_ID, ()).keys == ()


@pytest.mark.parametrize("seconds", [-600, -599, 0, 599, 600])
def test_ten_minutes_either_way_are_near_enough(seconds: int) -> None:
    sent = call(message(), at=AT + seconds)
    assert opened(sent).fields["MsgType"] == "text"
    envelope.verify(ACCOUNT, query_of(sent), AT)


def test_the_nonce_of_a_retry_may_be_the_same() -> None:
    sent = call(message())
    assert opened(sent) == opened(sent)


@pytest.mark.parametrize(
    "query",
    [
        Query("", str(AT), NONCE, "", ""),
        Query(signed(TOKEN, str(AT), NONCE)[:-1], str(AT), NONCE, "", ""),
        Query(signed(TOKEN, str(AT), NONCE).upper(), str(AT), NONCE, "", ""),
        Query(signed(TOKEN, str(AT), "other"), str(AT), NONCE, "", ""),
        Query(signed("othertoken", str(AT), NONCE), str(AT), NONCE, "", ""),
        Query(signed(TOKEN, str(AT - 3600), NONCE), str(AT - 3600), NONCE, "", ""),
        Query("签名", str(AT), NONCE, "", ""),
    ],
)
def test_the_consoles_check_is_refused_to_whoever_does_not_know_the_token(query: Query) -> None:
    with pytest.raises(Refused) as why:
        envelope.verify(ACCOUNT, query, AT)
    assert why.value.status == 403
