"""Verification by packages that are not ours: Digital Bazaar's and `jose` in Node.js, `openbadgeslib` in Python.

They look at the clock: what they are asked about must be in force today (`examples.in_force`).
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).with_name("independent.mjs")


@dataclass(frozen=True)
class Answer:
    """What another program says. `status` is True when revoked, None when it could not be told."""

    verified: bool
    status: bool | None
    reason: str | None

    @property
    def accepted(self) -> bool:
        return self.verified and self.status is False


def verify_outside(
    document_text: str | None,
    token: str | None,
    did_document: Mapping[str, Any],
    lists: Mapping[str, Mapping[str, Any]],
) -> list[Answer]:
    """What Node.js packages say of a JSON credential, of a token, or of both: one answer for each one given.

    `lists`: each signed status list (with its embedded proof) by its address. To ask about many, `verify_all_outside`.
    """
    questions = [{"document": document_text}] if document_text is not None else []
    questions += [{"token": token}] if token is not None else []
    return verify_all_outside(questions, did_document, lists)


def verify_all_outside(
    questions: Sequence[Mapping[str, str]],
    did_document: Mapping[str, Any],
    lists: Mapping[str, Mapping[str, Any]],
) -> list[Answer]:
    """The answers to several questions `{"document": text}` or `{"token": text}`, for one start of Node.js."""
    asked = json.dumps({"did": did_document, "lists": lists, "questions": list(questions)})
    run = subprocess.run([node(), str(SCRIPT)], input=asked, capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 0, run.stderr
    return [Answer(**answer) for answer in json.loads(run.stdout)]


def node() -> str:
    """Node.js from the system, or the one beside Python in the virtual environment."""
    found = shutil.which("node", path=os.pathsep.join((os.environ["PATH"], str(Path(sys.executable).parent))))
    assert found, "Node.js is missing"
    return found
