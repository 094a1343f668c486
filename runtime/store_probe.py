"""Does a MongoDB-protocol server take writes, and how does a fresh `mongod` come to?

Kept apart from the store itself: it is asked before there is a stack, by those who start servers.
"""

from typing import Any

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

ALREADY_INITIALIZED = 23


def takes_writes(uri: str, *, initiate: str | None = None) -> bool:
    """Tell whether the server is a primary; first make it the replica set of one named `initiate`, if one is given."""
    client: MongoClient[dict[str, Any]] = MongoClient(uri, serverSelectionTimeoutMS=1000)
    try:
        if initiate:
            initiate_replica_set(client, initiate)
        return bool(client.admin.command("hello").get("isWritablePrimary"))
    except PyMongoError:
        return False
    finally:
        client.close()


def initiate_replica_set(client: MongoClient[dict[str, Any]], name: str) -> None:
    """Make a fresh mongod a replica set of one, which transactions and change streams need."""
    client.admin.command("ping")
    host, port = client.address or ("127.0.0.1", 27017)
    try:
        client.admin.command("replSetInitiate", {"_id": name, "members": [{"_id": 0, "host": f"{host}:{port}"}]})
    except OperationFailure as failure:
        if failure.code != ALREADY_INITIALIZED:
            raise
