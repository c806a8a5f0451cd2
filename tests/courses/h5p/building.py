"""Packages for tests, in the official format: small libraries that really run in the core, zipped like Lumi does.

    data = package(content={"text": "Bonjour"})                       # H5P.Demo 1.0, its library inside
    data = package(main="H5P.Demo 1.0", content={...}, libraries=[])  # the content alone
    data = package(main="Test.Suite 1.0", libraries=[demo(), suite()], content={...})
    data = package(libraries=[library("H5P.Demo 1.0", script=HOSTILE)])
    data = package(extra={"content/images/a.png": PNG})

A library is a dict `{path in the package: bytes}`: take a file out, or change one, to make a bad one.
"""

import json
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

Files = dict[str, bytes]

# The smallest PNG: one transparent pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><circle cx="2" cy="2" r="2"/></svg>'

# Writes its text; its button answers, with all the points if `params.right` is true (the default).
PLAYED = """
var NAMESPACE = window.NAMESPACE || {};
NAMESPACE.NAME = (function ($, EventDispatcher) {
  function Demo(params, contentId, extras) {
    EventDispatcher.call(this);
    this.params = $.extend({ text: 'Bonjour', right: true }, params);
    this.contentId = contentId;
    this.clicks = (extras && extras.previousState && Number(extras.previousState.clicks)) || 0;
  }
  Demo.prototype = Object.create(EventDispatcher.prototype);
  Demo.prototype.constructor = Demo;
  Demo.prototype.attach = function ($container) {
    var self = this;
    var text = document.createElement('p');
    var button = document.createElement('button');
    var told = document.createElement('p');
    text.className = 'demo-text';
    text.textContent = this.params.text;
    button.type = 'button';
    button.className = 'demo-answer';
    button.textContent = 'Répondre';
    told.className = 'demo-clicks';
    told.setAttribute('role', 'status');
    told.textContent = 'Réponses : ' + this.clicks;
    button.addEventListener('click', function () {
      self.clicks += 1;
      told.textContent = 'Réponses : ' + self.clicks;
      var event = self.template();
      self.trigger(event);
      self.trigger('resize');
    });
    $container.addClass('demo').append(text, button, told);
    this.setActivityStarted();
    this.trigger('resize');
  };
  Demo.prototype.template = function () {
    var event = this.createXAPIEventTemplate('answered');
    event.setScoredResult(this.getScore(), this.getMaxScore(), this, true, this.getScore() === 1);
    event.data.statement.result.response = String(Boolean(this.clicks && this.params.right));
    return event;
  };
  Demo.prototype.getScore = function () { return this.clicks && this.params.right ? 1 : 0; };
  Demo.prototype.getMaxScore = function () { return 1; };
  Demo.prototype.getAnswerGiven = function () { return this.clicks > 0; };
  Demo.prototype.showSolutions = function () {};
  Demo.prototype.resetTask = function () { this.clicks = 0; };
  Demo.prototype.getXAPIData = function () { return { statement: this.template().data.statement }; };
  Demo.prototype.getCurrentState = function () { return this.clicks ? { clicks: this.clicks } : undefined; };
  return Demo;
})(H5P.jQuery, H5P.EventDispatcher);
"""

# Plays the activities of `params.content`, one below the other, and says « completed » when all are answered.
SUITE = """
var NAMESPACE = window.NAMESPACE || {};
NAMESPACE.NAME = (function ($, EventDispatcher) {
  function Suite(params, contentId, extras) {
    EventDispatcher.call(this);
    var self = this;
    var previous = (extras && extras.previousState && extras.previousState.instances) || [];
    this.contentId = contentId;
    this.done = false;
    this.instances = ((params && params.content) || []).map(function (part, index) {
      var child = H5P.newRunnable(part, contentId, undefined, true, { parent: self, previousState: previous[index] });
      child.on('xAPI', function () { self.check(); });
      child.on('resize', function () { self.trigger('resize'); });
      return child;
    });
  }
  Suite.prototype = Object.create(EventDispatcher.prototype);
  Suite.prototype.constructor = Suite;
  Suite.prototype.attach = function ($container) {
    this.instances.forEach(function (child) {
      var place = document.createElement('div');
      $container.append(place);
      child.attach($(place));
    });
    this.setActivityStarted();
  };
  Suite.prototype.check = function () {
    if (!this.done && this.instances.every(function (child) { return child.getAnswerGiven(); })) {
      this.done = true;
      this.triggerXAPIScored(this.getScore(), this.getMaxScore(), 'completed', true, true);
    }
  };
  Suite.prototype.sum = function (method) {
    return this.instances.reduce(function (total, child) { return total + child[method](); }, 0);
  };
  Suite.prototype.getScore = function () { return this.sum('getScore'); };
  Suite.prototype.getMaxScore = function () { return this.sum('getMaxScore'); };
  Suite.prototype.getAnswerGiven = function () { return this.done; };
  Suite.prototype.getXAPIData = function () {
    var event = this.createXAPIEventTemplate('completed');
    event.setScoredResult(this.getScore(), this.getMaxScore(), this, true, true);
    var children = this.instances.map(function (child) { return child.getXAPIData(); });
    return { statement: event.data.statement, children: children };
  };
  Suite.prototype.getCurrentState = function () {
    return { instances: this.instances.map(function (child) { return child.getCurrentState(); }) };
  };
  return Suite;
})(H5P.jQuery, H5P.EventDispatcher);
"""

DEMO_FIELDS = [
    {"name": "text", "type": "text", "label": "Texte", "importance": "high", "maxLength": 500},
    {"name": "right", "type": "boolean", "label": "La réponse est juste", "optional": True},
]
SUITE_FIELDS = [
    {
        "name": "content",
        "type": "list",
        "label": "Activités",
        "entity": "activité",
        "min": 1,
        "field": {"name": "part", "type": "library", "label": "Activité", "options": ["H5P.Demo 1.0"]},
    }
]


def dumped(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def named(name: str) -> dict[str, Any]:
    """`"H5P.Demo 1.0"` as JSON files write a dependency."""
    machine_name, _, version = name.partition(" ")
    major, minor = version.split(".")[:2]
    return {"machineName": machine_name, "majorVersion": int(major), "minorVersion": int(minor)}


def library(
    name: str = "H5P.Demo 1.0",
    *,
    patch: int = 0,
    script: str = PLAYED,
    style: str = ".demo-text { margin: 0 }",
    fields: list[Any] | None = DEMO_FIELDS,
    needs: Iterable[str] = (),
    needs_later: Iterable[str] = (),
    runnable: int = 1,
    extra: Mapping[str, bytes] | None = None,
    **metadata: Any,
) -> Files:
    """The files of a library; `metadata` is added to its library.json, a None takes a key out of it."""
    dependency = named(name)
    namespace, _, last = dependency["machineName"].rpartition(".")
    document = {
        "title": last or name,
        **dependency,
        "patchVersion": patch,
        "runnable": runnable,
        "license": "MIT",
        "author": "Passeport digital",
        "coreApi": {"majorVersion": 1, "minorVersion": 24},
        "embedTypes": ["iframe"],
        "preloadedJs": [{"path": "scripts/main.js"}],
        "preloadedCss": [{"path": "styles/main.css"}],
        "preloadedDependencies": [named(needed) for needed in needs],
        "dynamicDependencies": [named(needed) for needed in needs_later],
        **metadata,
    }
    document = {key: value for key, value in document.items() if value not in (None, [])}
    script = script.replace("NAMESPACE", namespace or "window").replace("NAME", last)
    files = {"library.json": dumped(document), "scripts/main.js": script.encode(), "styles/main.css": style.encode()}
    if fields is not None:
        files["semantics.json"] = dumped(fields)
    folder = f"{dependency['machineName']}-{dependency['majorVersion']}.{dependency['minorVersion']}"
    return {f"{folder}/{path}": data for path, data in {**files, **(extra or {})}.items()}


def demo(name: str = "H5P.Demo 1.0", **changes: Any) -> Files:
    return library(name, **changes)


def suite(name: str = "Test.Suite 1.0", **changes: Any) -> Files:
    """A container: it plays any runnable library of the package, and needs `H5P.Demo 1.0`."""
    return library(name, **{"script": SUITE, "fields": SUITE_FIELDS, "needs": ["H5P.Demo 1.0"], **changes})


def part(text: str, library: str = "H5P.Demo 1.0", **params: Any) -> dict[str, Any]:
    """An activity inside another one, with an identifier that tests can foresee."""
    digits = text.encode().hex().ljust(32, "0")[:32]
    identifier = "-".join([digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]])
    return {"library": library, "params": {"text": text, **params}, "subContentId": identifier, "metadata": {}}


def h5p_json(main: str = "H5P.Demo 1.0", needs: Iterable[str] = (), **changes: Any) -> dict[str, Any]:
    document = {
        "title": "Une activité d’essai",
        "language": "fr",
        "mainLibrary": named(main)["machineName"],
        "embedTypes": ["iframe"],
        "license": "CC BY",
        "authors": [{"name": "Jeanne Exemple", "role": "Author"}],
        "preloadedDependencies": [named(needed) for needed in [main, *needs]],
        **changes,
    }
    return {key: value for key, value in document.items() if value is not None}


def zipped(entries: Mapping[str | ZipInfo, bytes] | Iterable[tuple[str | ZipInfo, bytes]]) -> bytes:
    """Entries as they come, deflated, always the same bytes; pairs may repeat a name."""
    pairs = entries.items() if isinstance(entries, Mapping) else entries
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, data in pairs:
            entry = name if isinstance(name, ZipInfo) else ZipInfo(name)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, data)
    return buffer.getvalue()


def package(
    main: str = "H5P.Demo 1.0",
    content: Any = None,
    libraries: Iterable[Files] | None = None,
    extra: Mapping[str, bytes] | None = None,
    **h5p: Any,
) -> bytes:
    """The bytes of a `.h5p`. `h5p` changes h5p.json; `extra` adds or replaces entries, None takes one out."""
    folders = [demo(main)] if libraries is None else list(libraries)
    entries: dict[str, bytes | None] = {
        "h5p.json": dumped(h5p_json(main, **h5p)),
        "content/content.json": dumped({"text": "Bonjour"} if content is None else content),
    }
    for files in folders:
        entries.update(files)
    entries.update(extra or {})
    return zipped({name: data for name, data in entries.items() if data is not None})


def stored(content: Any = None, main: str = "H5P.Demo 1.0", libraries: Iterable[Files] | None = None, **more: Any):
    """Upload a package with the rights of the system: its revision, played as any other."""
    from courses.h5p.services import upload_package

    data = package(main, content, libraries, **more)
    return upload_package(file=BytesIO(data), by=None)
