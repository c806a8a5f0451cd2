"""What is made once, before the first visit."""

from django.core.management import call_command

from sandbox.labs.management.commands import precompute_labs


def test_the_secret_of_the_draws_is_there_to_be_handed_to_the_aggregator(settings, tmp_path, monkeypatch, capsys):
    settings.SANDBOX_SECRETS_DIR = tmp_path
    monkeypatch.setattr(precompute_labs, "compute_all", lambda: 3)

    call_command("precompute_labs")

    assert (tmp_path / "tirage.secret").read_text()
    assert "3 résultats" in capsys.readouterr().out
