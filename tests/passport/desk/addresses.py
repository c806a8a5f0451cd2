"""The addresses of the desk, and what a list says of a credential."""

from django.urls import reverse


def desk(name, *args):
    return reverse(f"credential_desk:{name}", args=args)


def numbers_in(page, *credentials):
    """Which of these the page shows."""
    return [credential for credential in credentials if credential.display_code in page]
