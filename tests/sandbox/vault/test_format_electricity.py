from datetime import date, datetime

import pytest

from sandbox.vault.rules.formats import FileRefused, recognise
from sandbox.vault.rules.formats.electricity import REGISTRY
from tests.sandbox.vault import samples

DAY, SPRING, AUTUMN = date(2025, 1, 15), date(2025, 3, 30), date(2025, 10, 26)


def readout(content):
    return recognise(content if isinstance(content, bytes) else content.encode()).readout


def reasons(content) -> list[str]:
    with pytest.raises(FileRefused) as refusal:
        recognise(content if isinstance(content, bytes) else content.encode())
    return [str(fault) for fault in refusal.value.faults]


def expected_hours(count: int, first: int = 0) -> tuple[int, ...]:
    return tuple((samples.watts(first + 2 * n) + samples.watts(first + 2 * n + 1)) // 2 for n in range(count))


FORMS = {
    "operateur-courbe/1": samples.curve,
    "operateur-plat/1": samples.flat,
    "operateur-periodes/1": samples.periods,
}


def test_every_form_of_the_registry_has_a_sample():
    assert {form.code for form in REGISTRY} == {*FORMS, "operateur-index/1"}


@pytest.mark.parametrize("code", FORMS)
@pytest.mark.parametrize(("day", "hours"), [(DAY, 24), (SPRING, 23), (AUTUMN, 25)])
def test_a_day_has_23_24_or_25_hours_and_powers_become_energies(code, day, hours):
    read = readout(FORMS[code](day))

    assert read.form == code
    assert read.values_by_day == {day: expected_hours(hours)}
    assert read.delivery_point == samples.POINT
    assert (read.first, read.last, read.count, read.gaps) == (day, day, hours, 0)


@pytest.mark.parametrize("code", FORMS)
def test_a_year_is_read_at_once(code):
    read = readout(FORMS[code](date(2025, 1, 1), 365)[: 5 * 1024 * 1024])

    assert len(read.values_by_day) == 365
    assert read.count == 8760


def test_a_gap_stays_a_gap_and_half_an_hour_is_not_an_hour():
    read = readout(samples.curve(DAY, 2, skip={5, 10, 11}))

    hours = read.values_by_day[DAY]
    assert hours[2] is None
    assert hours[5] is None
    assert read.gaps == 2
    assert sum(value is not None for value in hours) == 22


def test_days_that_the_file_jumps_over_are_gaps():
    lines = samples.curve(DAY, 3).splitlines()
    kept = [line for line in lines if not line.startswith("2025-01-16T") or line.startswith("2025-01-16T00:00")]
    read = readout("\n".join(kept))

    assert read.values_by_day[date(2025, 1, 16)][0:23] == (None,) * 23
    assert date(2025, 1, 17) in read.values_by_day


def test_a_file_stamped_at_the_start_is_read_so_and_says_so():
    read = readout(samples.curve(DAY, at_start=True))

    assert read.values_by_day == {DAY: expected_hours(24)}
    assert "début" in read.notes[0]
    assert "fin" in readout(samples.curve(DAY)).notes[0]


def test_index_lines_give_days_and_never_hours():
    found = recognise(samples.index().encode())

    assert found.form == "operateur-index/1"
    assert found.readout.step == "jour"
    assert found.readout.values_by_day == {date(2025, 1, 15): (8500,), date(2025, 1, 16): (8750,)}
    assert "heure par heure" in found.why_not


def test_an_index_that_is_missing_leaves_two_gaps_and_one_that_falls_is_refused():
    lines = samples.index(totals=(10, 20, 30, 40)).splitlines()
    del lines[4]
    assert readout("\n".join(lines)).values_by_day == {
        date(2025, 1, 15): (None,),
        date(2025, 1, 16): (None,),
        date(2025, 1, 17): (10,),
    }
    assert "diminue" in reasons(samples.index(totals=(20, 10)))[0]


@pytest.mark.parametrize("code", FORMS)
def test_a_delivery_point_mangled_by_a_spreadsheet_is_refused_with_an_explanation(code):
    fault = reasons(FORMS[code](point="2,31282E+13"))[0]

    assert "2,31282E+13" in fault
    assert "tableur" in fault
    assert "fichier d’origine" in fault


def test_a_delivery_point_that_lost_its_first_zero_is_refused():
    assert "14 chiffres" in reasons(samples.curve(point="9900000000012"))[0]


def test_a_workbook_of_the_newer_form_is_read_wherever_its_columns_stand():
    rows = [["Données fictives"], ["Identifiant PRM", samples.POINT], [None, None, "Début", "Fin", "Valeur (en kW)"]]
    rows += [[None, None, *row] for row in samples.period_rows(AUTUMN)]

    assert readout(samples.workbook(rows)).values_by_day == {AUTUMN: expected_hours(25)}


def test_a_workbook_with_real_dates_and_numbers_is_read_alike():
    rows = [["PRM", int(samples.POINT)], ["Début", "Fin", "Valeur (en kW)"]]
    for number, (start, end) in enumerate(samples.halves(DAY)):
        rows.append([start.replace(tzinfo=None), end.replace(tzinfo=None), samples.watts(number) / 1000])
    read = readout(samples.workbook(rows))

    assert read.values_by_day == {DAY: expected_hours(24)}
    assert read.delivery_point == samples.POINT


@pytest.mark.parametrize("maker", [samples.curve, samples.flat, samples.index])
def test_a_workbook_of_the_older_forms_is_read_like_its_csv(maker):
    rows = [line.split(";") for line in maker().splitlines()]

    assert readout(samples.workbook(rows)).values_by_day == readout(maker()).values_by_day


def test_an_unknown_header_is_refused_and_nothing_is_guessed():
    assert reasons("Quand;Combien\n2025-01-01;12\n") == [
        "ligne 1 : Aucune forme connue de fichier d’électricité n’a été reconnue à ses titres de colonnes. "
        "Le gestionnaire du réseau a pu en changer : rien n’a été deviné, rien n’a été lu."
    ]


def test_each_fault_says_its_line_and_its_column():
    bad = (
        "2025-01-16T00:30:00+01:00;NaN\n16/01/2025 01:00;12\n2025-01-16T01:00:00+01:00;-5\n2025-01-15T12:00:00+01:00;7"
    )
    found = reasons(samples.curve(extra=bad.splitlines()))

    assert found[0].startswith("ligne 52, colonne 2 : « NaN »")
    assert found[1].startswith("ligne 53, colonne 1 : « 16/01/2025 01:00 »")
    assert found[2].startswith("ligne 54, colonne 2 : « -5 »")
    assert "déjà" in found[3]


def test_at_most_fifty_faults_are_told():
    assert len(reasons(samples.curve(extra=["hier;beaucoup"] * 500))) == 50


@pytest.mark.parametrize(
    "text", ["inf", "Infinity", "-inf", "nan", "1e9", "9" * 400, "0x10", "1_000", "=1+1", "\uff11\uff12"]
)
def test_what_is_not_a_plain_number_is_refused(text):
    assert "n’est pas un nombre" in reasons(samples.curve(extra=[f"2025-01-16T00:30:00+01:00;{text}"]))[0]


def test_an_hour_that_spring_skipped_does_not_exist():
    text = samples.periods(SPRING).replace("30/03/2025 03:00;30/03/2025 03:30", "30/03/2025 02:30;30/03/2025 03:30")
    assert "n’existe pas" in reasons(text)[0]


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (";Consommation;", ";Production;", "production"),
        (";W\r\n", ";kW\r\n", "unité"),
        ("Courbe de charge", "Puissance maximale", "seules la courbe"),
    ],
)
def test_a_file_about_something_else_is_refused(before, after, reason):
    assert any(reason in fault for fault in reasons(samples.curve().replace(before, after)))


def test_a_flat_file_mixing_two_meters_or_an_unknown_step_is_refused():
    mixed = samples.flat() + samples.flat(date(2025, 1, 16), point="99000000000456").split("\n", 1)[1]
    assert "plusieurs points" in reasons(mixed)[0]
    assert "pas « PT7M »" in reasons(samples.flat().replace("PT30M", "PT7M", 1))[0]


def test_ten_minute_steps_are_summed_by_the_hour():
    rows = [f"2025-01-15T0{n // 6}:{n % 6}0:00+01:00;600" for n in range(1, 13)]
    text = "\n".join([samples.curve().split("\r\n")[0], samples.curve().split("\r\n")[1], "Horodate;Valeur", *rows])

    assert readout(text).values_by_day[DAY][:3] == (600, 600, None)


def test_more_than_three_years_are_refused():
    rows = [f"{datetime(year, 1, 1, 1, tzinfo=samples.PARIS).isoformat()};5" for year in (2019, 2025)]
    rows = ["2019-01-01T00:30:00+01:00;5", rows[0], "2025-01-01T00:30:00+01:00;5", rows[1]]
    assert "trois ans" in reasons(samples.curve(extra=rows))[0]
