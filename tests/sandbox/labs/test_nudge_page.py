"""Lab 9 through its page: groups, words, and what two totals give away."""

from itertools import permutations
from statistics import quantiles

import pytest
from django.urls import reverse

from courses.progress.models import ActivityCompletion
from sandbox.labs.catalogue import lab
from sandbox.labs.models import LabRun
from sandbox.labs.rules.comparison import MINIMUM
from sandbox.labs.services import nudge as service
from sandbox.labs.services.runs import run_of, steps_done
from sandbox.town import rules as town
from sandbox.town.services import all_daily_energy
from sandbox.vault.services import write_values
from tests.cms.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db

PAGE = reverse("labs:lab", args=["coup-de-pouce"])
HOMES = [town.household(number) for number in range(town.HOUSEHOLDS)]


@pytest.fixture
def learner(client):
    person = UserFactory(verified=True)
    client.force_login(person)
    return person


@pytest.fixture
def run(learner) -> LabRun:
    return run_of(learner=learner, lab=lab(9))


def send(client, action: str, **facts):
    return client.post(reverse("labs:action", args=["coup-de-pouce", action]), facts)


def mine(run: LabRun, reach: str = "town") -> dict:
    home = service.home_of(run)
    return {
        "reach": reach,
        "occupants": home.occupants,
        "electric_heating": "oui" if home.electric_heating else "non",
    }


def like(home: town.Household) -> list[int]:
    return [
        other.number
        for other in HOMES
        if (other.occupants, other.electric_heating) == (home.occupants, home.electric_heating)
    ]


def year_of(number: int) -> float:
    return int(all_daily_energy()[number].sum()) / 1000


def by_subtraction(run: LabRun) -> float:
    """What a learner finds: the two rows that differ by one household."""
    pairs = permutations(service.published(run), 2)
    (gap,) = [wide.total - narrow.total for wide, narrow in pairs if wide.size == narrow.size + 1]
    return gap


def test_the_lab_is_completed_through_its_page_without_a_script(client, learner, run) -> None:
    assert client.get(PAGE).status_code == 200
    send(client, "groupe", **mine(run))
    send(client, "message", wording="approval", drift="low")
    assert not ActivityCompletion.objects.filter(learner=learner).exists()
    send(client, "difference", kilowatt_hours=f"{by_subtraction(run):.1f}".replace(".", ","))

    assert set(steps_done(run)) == {"groupe", "message", "difference"}
    assert ActivityCompletion.objects.filter(learner=learner, code="LAB-9").exists()
    page = client.get(PAGE)
    assert page.context["facts"].model_2
    assert page.context["own_sentence"]
    run.refresh_from_db()
    assert run.state["figures"]["L9.small"] == "{} sur {}".format(*service.small_groups(service.kin(), "zone"))


def test_the_quartiles_on_the_page_are_those_counted_apart(client, run) -> None:
    send(client, "groupe", **mine(run))

    page = client.get(PAGE)

    place = page.context["standing"]
    home = service.home_of(run)
    values = [year_of(number) for number in like(home)]
    assert place.size == len(values)
    expected = [round(value, 1) for value in quantiles(values, n=4, method="inclusive")]
    assert [place.low, place.median, place.high] == pytest.approx(expected, abs=0.1)
    assert place.own == pytest.approx(year_of(home.number), abs=0.1)
    assert "<caption>Votre électricité de 2025" in page.content.decode()


def test_the_own_value_is_read_in_the_vault(client, run) -> None:
    vault = service.vault_for(run)
    before = service.own_year(vault)
    write_values(vault=vault, domain="energie", values_by_day={service.FIRST: [0] * 24}, origin="essai")

    assert service.own_year(vault) == before - int(all_daily_energy()[vault.household, 0])
    send(client, "groupe", **mine(run))
    assert client.get(PAGE).context["standing"].own == pytest.approx(service.own_year(vault) / 1000, abs=0.1)


@pytest.mark.parametrize("wrong", ["occupants", "electric_heating"])
def test_a_group_that_is_not_comparable_is_refused(client, run, wrong: str) -> None:
    asked = mine(run)
    if wrong == "occupants":
        asked["occupants"] = asked["occupants"] % 5 + 1
    else:
        asked["electric_heating"] = "non" if asked["electric_heating"] == "oui" else "oui"

    response = send(client, "groupe", **asked)

    assert response.status_code == 409
    assert not steps_done(run)
    assert response.context["standing"] is None


def test_a_group_under_ten_is_refused_and_its_size_is_not_told(client, run) -> None:
    zones = {
        number: [other for other in like(HOMES[number]) if HOMES[other].zone == HOMES[number].zone]
        for number in range(200)
    }
    small = next(number for number, group in zones.items() if 1 < len(group) < MINIMUM)
    vault = service.vault_for(run)
    vault.household = small
    vault.save(update_fields=["household"])

    response = send(client, "groupe", **mine(run, "zone"))

    assert response.status_code == 409
    assert "moins de 10 foyers" in response.content.decode().replace("\u00a0", " ")
    assert "moins de 10</td>" in response.content.decode().replace("\u00a0", " ")
    assert not steps_done(run)


@pytest.mark.parametrize("answer", [{"reach": "pays"}, {"occupants": 9}, {"electric_heating": "peut-être"}])
def test_what_no_form_offers_is_refused(client, run, answer: dict) -> None:
    assert send(client, "groupe", **{**mine(run), **answer}).status_code == 422
    assert not steps_done(run)


def test_low_users_read_that_they_use_less_and_only_approval_cheers(client, run) -> None:
    send(client, "groupe", **mine(run))

    said = [sentences for _wording, sentences in client.get(PAGE).context["sentences"]]

    neutral, norm, approval = (sentences[0] for sentences in said)
    assert "moins qu’eux" in norm
    assert "Bravo" in approval
    assert "Bravo" not in neutral + norm


def test_words_come_after_a_group_and_the_wrong_guess_gets_a_hint(client, run) -> None:
    assert send(client, "message", wording="norm", drift="low").status_code == 409
    send(client, "groupe", **mine(run))
    assert send(client, "message", wording="norm", drift="high").status_code == 409
    assert set(steps_done(run)) == {"groupe"}
    assert send(client, "message", wording="norm", drift="low").status_code == 302


def test_the_answer_is_one_households_year_to_one_per_cent(client, run) -> None:
    truth = year_of(service.neighbour_of(run).household)
    assert by_subtraction(run) == pytest.approx(truth)
    for factor in (0.985, 1.015):
        assert send(client, "difference", kilowatt_hours=f"{truth * factor:.3f}").status_code == 409
    assert not steps_done(run)

    assert send(client, "difference", kilowatt_hours=f"{truth * 1.009:.3f}").status_code == 302


def test_every_go_betrays_somebody_else_from_groups_of_ten(learner) -> None:
    own = service.home_of(LabRun(learner=learner, lab="LAB-9")).number
    for _turn in range(10):
        run = LabRun(learner=learner, lab="LAB-9")
        assert service.neighbour_of(run).household != own
        assert all(total.size >= MINIMUM for total in service.published(run))
        assert by_subtraction(run) > 0


def test_an_altered_chunk_is_said_and_the_rest_of_the_page_stays(client, run) -> None:
    send(client, "groupe", **mine(run))
    chunk = service.vault_for(run).chunks.filter(domain="energie").first()
    chunk.sealed = bytes(chunk.sealed[:-1]) + bytes([chunk.sealed[-1] ^ 1])
    chunk.save(update_fields=["sealed"])

    page = client.get(PAGE)

    assert page.status_code == 200
    assert "Bloc altéré" in page.content.decode()
    assert page.context["totals"]


def test_nothing_read_in_the_vault_is_kept(client, run) -> None:
    send(client, "groupe", **mine(run))
    send(client, "message", wording="neutral", drift="low")

    run.refresh_from_db()
    kept = str(run.state) + str([step.evidence for step in run.steps.all()])
    assert str(service.own_year(service.vault_for(run)) // 1000) not in kept


def test_a_forged_step_another_learner_and_a_new_go(client, run) -> None:
    other = run_of(learner=UserFactory(), lab=lab(9))
    assert send(client, "difference-faite", done="1").status_code == 404
    send(client, "groupe", **mine(run), step="difference", completed="1")
    assert set(steps_done(run)) == {"groupe"}
    assert not steps_done(other)

    send(client, "recommencer")

    run.refresh_from_db()
    assert run.state == {}
    assert not steps_done(run)


def test_the_reports_figures_are_told_as_foreign_and_dated(client, learner) -> None:
    text = client.get(PAGE).content.decode().replace("\u00a0", " ").replace("\u202f", " ")

    assert "10 %" in text
    assert "19 %" in text
    assert "étrangers et d’avant 2017" in text
