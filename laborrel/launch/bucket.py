"""Make the bucket for files once, so that object storage needs no preparation by hand."""

import os
from pathlib import Path
from typing import Any


def make(client: Any, name: str) -> bool:
    """True if the bucket was made now, False if it was there."""
    if name in {bucket["Name"] for bucket in client.list_buckets().get("Buckets", [])}:
        return False
    client.create_bucket(Bucket=name)
    return True


def client() -> Any:
    """A client for the storage that the settings' LABORREL_FILES_* variables name."""
    import boto3  # only installations with object storage need it
    from botocore.config import Config

    return boto3.client(
        "s3",
        endpoint_url=os.environ.get("LABORREL_FILES_ENDPOINT") or None,
        region_name=os.environ.get("LABORREL_FILES_REGION") or None,
        aws_access_key_id=_secret("LABORREL_FILES_ACCESS_KEY"),
        aws_secret_access_key=_secret("LABORREL_FILES_SECRET_KEY"),
        config=Config(signature_version="s3v4", s3={"addressing_style": "path"}),
    )


def _secret(name: str) -> str:
    file = os.environ.get(f"{name}_FILE")
    return Path(file).read_text().strip() if file else os.environ[name]
