"""What bounds a push: an RSA-2048 signature and a POST over aiohttp for each inbox, and nothing around them."""

import asyncio
import base64
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import aiohttp
import uvloop
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

from manyvoices.bench.apart.processes import Usage

AT_ONCE = 64
THREADS = 2
HEADERS = {"Content-Type": "application/activity+json", "Date": "Thu, 01 Jan 2026 00:00:00 GMT"}


@dataclass(frozen=True)
class Work:
    """What is to be done: each of `urls` gets `body`, signed with `key`; in threads, or in the loop itself."""

    urls: Sequence[str]
    body: bytes
    key: RSAPrivateKey
    in_threads: bool


def limit(urls: Sequence[str], body: bytes) -> Usage:
    """The better of two ways to do it, by their rate."""
    key = generate_private_key(public_exponent=65_537, key_size=2_048)
    return max((_timed(Work(urls, body, key, in_threads)) for in_threads in (True, False)), key=_rate)


def _rate(usage: Usage) -> float:
    return usage.rate


def _timed(work: Work) -> Usage:
    began, used = time.monotonic(), time.process_time()
    uvloop.run(_send_all(work))
    return Usage(len(work.urls), time.monotonic() - began, time.process_time() - used)


async def _send_all(work: Work) -> None:
    connector = aiohttp.TCPConnector(limit=AT_ONCE, limit_per_host=8)
    urls = iter(work.urls)
    with ThreadPoolExecutor(THREADS) as threads:
        async with aiohttp.ClientSession(connector=connector) as session:
            await asyncio.gather(*(_send(urls, work, session, threads) for _ in range(AT_ONCE)))


async def _send(
    urls: Iterator[str], work: Work, session: aiohttp.ClientSession, threads: ThreadPoolExecutor
) -> None:
    loop = asyncio.get_running_loop()
    for url in urls:
        message = f"(request-target): post {url}\n".encode().ljust(250)
        if work.in_threads:
            signature = await loop.run_in_executor(threads, _sign, work.key, message)
        else:
            signature = _sign(work.key, message)
        headers = {**HEADERS, "Signature": base64.b64encode(signature).decode()}
        async with session.post(url, data=work.body, headers=headers) as answer:
            await answer.read()


def _sign(key: RSAPrivateKey, message: bytes) -> bytes:
    return key.sign(message, PKCS1v15(), hashes.SHA256())
