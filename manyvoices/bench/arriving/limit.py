"""What bounds an inbox: one verification and one committed insert, and nothing around them."""

import sqlite3
import time
from collections.abc import Callable
from typing import Any

import psycopg
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from django.conf import settings

from manyvoices.bench.apart.processes import Usage
from manyvoices.config import Config

TABLE = "CREATE TABLE bench_limit (id BIGINT PRIMARY KEY, said TEXT)"


def limit(items: int, body: str) -> Usage:
    """So many of them, one after the other, on the database of the bench."""
    key = generate_private_key(public_exponent=65_537, key_size=2_048)
    message = b"x" * 300
    signature, public = key.sign(message, PKCS1v15(), hashes.SHA256()), key.public_key()
    insert = _inserting(body)
    began, used = time.monotonic(), time.process_time()
    for number in range(items):
        public.verify(signature, message, PKCS1v15(), hashes.SHA256())
        insert(number)
    return Usage(items, time.monotonic() - began, time.process_time() - used)


def _inserting(body: str) -> Callable[[int], Any]:
    config: Config = settings.CONFIG
    if config.database_url:
        server = psycopg.connect(config.database_url, autocommit=True)
        server.execute(TABLE)
        return lambda number: server.execute("INSERT INTO bench_limit VALUES (%s, %s)", (number, body))
    file = sqlite3.connect(config.data_dir / "limit.sqlite3", isolation_level=None)
    file.execute("PRAGMA journal_mode=WAL")
    file.execute("PRAGMA synchronous=FULL")
    file.execute(TABLE)
    return lambda number: file.execute("INSERT INTO bench_limit VALUES (?, ?)", (number, body))
