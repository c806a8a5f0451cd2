#!/usr/bin/env python3
"""Vérifie le journal d’un coffre, sans la plateforme et sans rien d’autre que Python.

    python verify_journal.py journal.jsonl [--recu recu.json]…

Le journal est celui qu’exporte le coffre : une ligne JSON par entrée. Un reçu porte l’ancre du journal (numéro et
empreinte d’une ligne) ; sans reçu, une chaîne réécrite en entier ou tronquée passe inaperçue.

Code de sortie : 0, le journal tient ; 1, il a été modifié ; 2, un fichier ne peut pas être lu.

Empreinte d’une ligne = SHA-256 de : version, coffre, numéro, date, empreinte précédente, engagement.
Engagement = SHA-256 de : sel, contenu (JSON, clefs triées, sans espace, UTF-8).
Chaque champ est précédé de sa longueur en octets, sur 8 octets, poids fort d’abord.
"""

import argparse
import hashlib
import io
import json
import sys

GENESIS = "0" * 64
FIELDS = {
    "version": int,
    "vault": str,
    "seq": int,
    "at": str,
    "previous": str,
    "commitment": str,
    "salt": str,
    "digest": str,
}


class Unreadable(Exception):
    """Un fichier manque, ou n’est pas de la forme attendue."""


class Altered(Exception):
    """Le journal n’est plus celui qui a été écrit."""


def digest(*fields):
    state = hashlib.sha256()
    for field in fields:
        content = field.encode("utf-8")
        state.update(len(content).to_bytes(8, "big") + content)
    return state.hexdigest()


def read_text(path):
    try:
        with open(path, encoding="utf-8-sig") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(f"{path} ne peut pas être lu : {error}") from None


def read_journal(path):
    entries = []
    for number, text in enumerate(read_text(path).split("\n"), start=1):
        if not text.strip():
            continue
        try:
            entry = json.loads(text)
        except ValueError:
            raise Unreadable(f"{path}, ligne {number} : ce n’est pas du JSON.") from None
        right = isinstance(entry, dict) and all(type(entry.get(name)) is kind for name, kind in FIELDS.items())
        if not right or not isinstance(entry.get("content"), (dict, type(None))):
            raise Unreadable(f"{path}, ligne {number} : ce n’est pas une ligne de journal.")
        entries.append(entry)
    return entries


def find_anchors(document):
    """Les ancres d’un reçu, où qu’elles soient : `journal_anchor` ou `anchor`."""
    if isinstance(document, list):
        return [anchor for part in document for anchor in find_anchors(part)]
    if not isinstance(document, dict):
        return []
    found = []
    for name, part in document.items():
        if name in ("journal_anchor", "anchor") and isinstance(part, dict) and "seq" in part:
            found.append((part["seq"], str(part.get("digest") or part.get("hash") or "").lower()))
        else:
            found += find_anchors(part)
    return found


def read_receipt(path):
    try:
        document = json.loads(read_text(path))
    except ValueError:
        raise Unreadable(f"{path} n’est pas un fichier JSON.") from None
    anchors = find_anchors(document)
    if not anchors or not all(type(seq) is int and len(value) == 64 for seq, value in anchors):
        raise Unreadable(f"{path} ne contient pas d’ancre de journal (numéro et empreinte).")
    return anchors


def follow(entries):
    """Suit la chaîne et rend le nombre de contenus effacés ; la première ligne fautive lève Altered."""
    previous, erased = GENESIS, 0
    for expected, entry in enumerate(entries, start=1):
        if entry["seq"] != expected:
            raise Altered(
                f"Ligne {expected} : elle porte le numéro {entry['seq']} : "
                "une ligne manque, est en double ou a été déplacée."
            )
        if entry["previous"] != previous:
            raise Altered(f"Ligne {expected} : elle ne cite pas l’empreinte de la ligne qui précède.")
        if entry["vault"] != entries[0]["vault"]:
            raise Altered(f"Ligne {expected} : elle vient d’un autre coffre.")
        if entry["content"] is None and entry["salt"] == "":
            erased += 1
        else:
            content = json.dumps(entry["content"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            if entry["content"] is None or digest(entry["salt"], content) != entry["commitment"]:
                raise Altered(f"Ligne {expected} : son contenu a été modifié.")
        fields = (entry[name] for name in ("version", "vault", "seq", "at", "previous", "commitment"))
        if digest(*map(str, fields)) != entry["digest"]:
            raise Altered(f"Ligne {expected} : son empreinte n’est pas celle de ce qu’elle contient.")
        previous = entry["digest"]
    return erased


def meet(entries, anchors):
    for path, seq, value in anchors:
        if not 1 <= seq <= len(entries):
            raise Altered(
                f"Ligne {seq} : {path} la cite, mais le journal s’arrête à la ligne {len(entries)} : "
                "le journal a été tronqué."
            )
        if entries[seq - 1]["digest"] != value:
            raise Altered(f"Ligne {seq} : son empreinte n’est pas celle de {path} : le journal a été réécrit.")


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Vérifie le journal d’un coffre.")
    parser.add_argument("journal", help="le journal exporté (JSON, une entrée par ligne)")
    parser.add_argument("--recu", action="append", default=[], metavar="FICHIER", help="un reçu ou un export (JSON)")
    options = parser.parse_args(arguments)
    try:
        entries = read_journal(options.journal)
        anchors = [(path, *anchor) for path in options.recu for anchor in read_receipt(path)]
        erased = follow(entries)
        meet(entries, anchors)
    except Unreadable as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 2
    except Altered as fault:
        sys.stdout.write(f"JOURNAL ALTÉRÉ\n{fault}\n")
        return 1
    sys.stdout.write(f"JOURNAL INTACT\n{len(entries)} ligne(s), dont {erased} au contenu effacé.\n")
    if anchors:
        sys.stdout.write(f"{len(anchors)} ancre(s) de reçu retrouvée(s).\n")
    else:
        sys.stdout.write("Sans reçu, rien ne prouve qu’il n’a pas été réécrit en entier ou tronqué.\n")
    return 0


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    sys.exit(main())
