import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import ParamSpec, TypeVar

import pytest
from django.db import OperationalError

from manyvoices.core import clock
from manyvoices.federation.adapter import LIMITS, make
from manyvoices.federation.models import Dispatch, Note
from manyvoices.federation.tests.neighbours import follow, native, stranger, tools, with_key
from manyvoices.networks.contract import Account, Media, Mentioned, Outgoing, Receipt, Rejected, Unknown
from manyvoices.networks.registry import limits
from tests.cast import Cast

P = ParamSpec("P")
T = TypeVar("T")
PICTURE = Media("https://voices.example/media/a.webp", "a.webp", "image/webp", "A train", 800, 600, 9)
OUTGOING = Outgoing("k1", "Hello #train", "en", "story", "live", clock.now(), "Noise", (PICTURE,))


def account(cast: Cast) -> Account:
    channel = native(with_key(cast.bo_voice))
    return Account(channel.pk, cast.bo_voice.pk, channel.address)


def publish(cast: Cast, outgoing: Outgoing = OUTGOING) -> Receipt:
    who = account(cast)

    async def go() -> Receipt:
        network = make(tools())
        return await network.publish(who, await network.prepare(who, outgoing))

    return asyncio.run(go())


def test_a_post_becomes_a_note(cast: Cast) -> None:
    receipt = publish(cast, replace(OUTGOING, page="https://voices.example/@bo/1"))
    note = Note.objects.get()
    assert receipt == Receipt(note.uri, "https://voices.example/@bo/1")
    page = "https://voices.example/topics/train"
    assert note.html == f'<p>Hello <a href="{page}" class="mention hashtag" rel="tag noopener">#train</a></p>'
    assert (note.content_warning, note.language, note.kind) == ("Noise", "en", "story")
    assert note.attachments == [
        {
            "url": PICTURE.url,
            "mediaType": "image/webp",
            "name": "A train",
            "width": 800,
            "height": 600,
        }
    ]


def test_publishing_twice_under_one_key_gives_one_receipt(cast: Cast) -> None:
    follow(stranger(), cast.bo_voice)
    assert publish(cast) == publish(cast)
    assert Dispatch.objects.count() == 1


def test_find_knows_for_certain(cast: Cast) -> None:
    who = account(cast)

    async def find(key: str) -> Receipt | None:
        return await make(tools()).find(who, key)

    assert asyncio.run(find("k1")) is None
    assert asyncio.run(find("k1")) is None
    receipt = publish(cast)
    assert asyncio.run(find("k1")) == receipt


def test_an_edit_and_a_removal(cast: Cast) -> None:
    receipt, who = publish(cast), account(cast)
    network = make(tools())

    async def revise(outgoing: Outgoing) -> Receipt:
        return await network.revise(who, receipt, await network.prepare(who, outgoing))

    assert asyncio.run(revise(replace(OUTGOING, text="Changed", media=()))) == receipt
    assert Note.objects.get().html == "<p>Changed</p>"
    for _ in range(2):
        asyncio.run(network.remove(who, receipt, "k2"))
    assert Note.objects.get().deleted_at is not None
    with pytest.raises(Rejected, match="deleted"):
        asyncio.run(revise(OUTGOING))


def test_an_answer_needs_what_it_answers(cast: Cast) -> None:
    first = publish(cast)
    publish(cast, replace(OUTGOING, key="k2", parent=first))
    assert Note.objects.get(delivery_key="k2").in_reply_to_uri == first.remote_id
    with pytest.raises(Rejected, match="not there any more"):
        publish(cast, replace(OUTGOING, key="k3", parent=Receipt("https://voices.example/notes/1", "")))


def test_a_drill_never_gets_out(cast: Cast) -> None:
    with pytest.raises(Rejected, match="sandbox"):
        publish(cast, replace(OUTGOING, world="drill"))
    assert not Note.objects.exists()


def test_a_database_that_fails_leaves_the_outcome_unknown(cast: Cast) -> None:
    who = account(cast)

    async def broken(do: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        raise OperationalError("database is locked")

    with pytest.raises(Unknown, match="database is locked"):
        asyncio.run(make(tools(db=broken)).find(who, "k1"))


def test_the_composer_finds_what_fits() -> None:
    assert limits("native") == LIMITS


def test_an_answer_for_one_goes_to_them_alone(cast: Cast) -> None:
    lena = stranger()
    follow(stranger("milo", "https://other.example"), cast.bo_voice)
    asked = Note.objects.create(uri="https://far.example/1", actor=lena, published_at=clock.now())
    answer = replace(
        OUTGOING,
        parent=Receipt(asked.uri, ""),
        audience="direct",
        mentions=(Mentioned(lena.uri, "lena@far.example"),),
    )
    assert publish(cast, answer) == publish(cast, answer)
    note = Note.objects.get(voice=cast.bo_voice)
    assert (note.in_reply_to, note.public, note.audience) == (asked, False, "direct")
    assert note.named == [{"id": lena.uri, "address": "@lena@far.example"}]
    assert [row.inbox for row in Dispatch.objects.all()] == [lena.inbox]
