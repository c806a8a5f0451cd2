// Runs in the sealed frame before the core of H5P. It gives the core what a frame without an origin lacks, starts it
// when the page around says so, and tells that page what happens. It runs beside strangers' code: what it says is
// believed by nobody, the page checks each message and the server decides.
(function () {
  "use strict";

  const VERSION = 1;
  const CONTENT = "1";
  // The page accepts sixty messages at once, then twenty a second: those above wait here.
  const BURST = 30;
  const PACE = 70; // milliseconds
  const above = window.parent;
  const isAlone = above === window;
  const post = above.postMessage.bind(above);
  const began = performance.now();
  const queue = [];
  const states = Object.create(null);
  let sequence = 0;
  let pacing = 0;
  let credit = BURST;
  let credited = began;
  let isStarted = false;
  let prints = false; // has the page around another page to print?
  let firstError = "";

  // --- Telling the page

  function send(type, data) {
    if (isAlone) return;
    queue.push({ v: VERSION, type, seq: ++sequence, data });
    if (!pacing) next();
  }

  function next() {
    const now = performance.now();
    credit = Math.min(BURST, credit + (now - credited) / PACE);
    credited = now;
    for (; queue.length && credit >= 1; --credit) post(queue.shift(), "*");
    pacing = queue.length ? setTimeout(next, PACE) : 0;
  }

  function sendAllNow() {
    queue.splice(0).forEach((message) => post(message, "*"));
  }

  // --- What a frame without an origin lacks: a store, which lasts as long as the frame

  function memory() {
    const kept = new Map();
    const methods = {
      getItem: (name) => kept.get(String(name)) ?? null,
      setItem: (name, value) => void kept.set(String(name), String(value)),
      removeItem: (name) => void kept.delete(String(name)),
      clear: () => kept.clear(),
      key: (index) => [...kept.keys()][index] ?? null,
    };
    return new Proxy(Object.create(null), {
      get: (_, name) => (name === "length" ? kept.size : Object.hasOwn(methods, name) ? methods[name] : kept.get(name)),
      set: (_, name, value) => Boolean(kept.set(String(name), String(value))),
      has: (_, name) => kept.has(name) || Object.hasOwn(methods, name),
      deleteProperty: (_, name) => (kept.delete(name), true),
      ownKeys: () => [...kept.keys()],
      getOwnPropertyDescriptor: (_, name) =>
        kept.has(name) ? { value: kept.get(name), writable: true, enumerable: true, configurable: true } : undefined,
    });
  }

  for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, { value: memory() });
  Object.defineProperty(document, "cookie", {
    get: () => "",
    set: (text) => told("cookie", String(text).split("=")[0]),
  });

  // --- What was tried and refused

  const refused = new Set();

  function told(directive, uri) {
    const line = directive + " " + uri;
    if (refused.has(line) || refused.size >= 30) return;
    refused.add(line);
    send("csp", { directive, uri: String(uri).slice(0, 200) });
  }

  window.addEventListener(
    "securitypolicyviolation",
    (event) => told(event.effectiveDirective, event.blockedURI),
    true,
  );
  window.open = (address) => {
    told("popup", address);
    return null;
  };
  HTMLFormElement.prototype.submit = function () {
    told("form-action", this.action);
  };
  HTMLFormElement.prototype.requestSubmit = HTMLFormElement.prototype.submit;
  window.addEventListener("error", (event) => (firstError ||= String(event.message || "").slice(0, 200)), true);

  // --- The core

  window.H5PIntegration = JSON.parse(document.getElementById("h5p-configuration").textContent);
  window.H5P = { preventInit: true };

  function replaceStores() {
    H5P.getUserData = function (contentId, dataType, done, subContentId) {
      const text = (states[subContentId || 0] || {})[dataType];
      if (text === undefined) return done(undefined, undefined);
      let value;
      try {
        value = JSON.parse(text);
      } catch (error) {
        return done(error);
      }
      done(undefined, value);
    };
    H5P.setUserData = function (contentId, dataType, value, extras) {
      keep(dataType, (extras && extras.subContentId) || 0, JSON.stringify(value) ?? null);
    };
    H5P.deleteUserData = function (contentId, dataType, subContentId) {
      keep(dataType, subContentId || 0, null);
    };
    H5P.setFinished = function () {};
  }

  function keep(dataType, subContentId, text) {
    const part = (states[subContentId] ||= Object.create(null));
    if ((part[dataType] ?? null) === text) return;
    if (text === null) delete part[dataType];
    else part[dataType] = text;
    send("state", { dataType: String(dataType), subContentId: String(subContentId), value: text });
  }

  function saveState() {
    for (const instance of H5P.instances) {
      try {
        const state = instance.getCurrentState && instance.getCurrentState();
        if (state !== undefined) H5P.setUserData(CONTENT, "state", state);
      } catch (error) {
        console.warn(error);
      }
    }
  }

  // --- What the learner does

  let saving = 0;

  function onStatement(event) {
    const statement = event && event.data && event.data.statement;
    if (!statement) return;
    clearTimeout(saving);
    saving = setTimeout(saveState, 100);
    const verb = String((statement.verb && statement.verb.id) || "").split("/").pop();
    if (verb === "interacted") return; // one for each click: of no use to anybody
    const context = statement.context && statement.context.contextActivities;
    const isRoot = !(context && context.parent && context.parent.length !== 0);
    const data = { statement, tree: null };
    if (isRoot && (verb === "answered" || verb === "completed")) {
      data.tree = attempt(() => H5P.instances[0].getXAPIData()) ?? null;
      saveState();
    }
    send("xapi", attempt(() => JSON.parse(JSON.stringify(data))) ?? { statement: null, tree: null });
  }

  function attempt(action) {
    try {
      return action();
    } catch (error) {
      console.warn(error);
      return undefined;
    }
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href]");
    if (!link || event.defaultPrevented || (link.getAttribute("href") || "").startsWith("#")) return;
    event.preventDefault();
    send("link", { href: link.href });
  });

  // A frame without `allow-modals` cannot print. Whoever asked hears from `preventDefault` that the page takes it up,
  // for the activity itself alone: the page to print knows nothing of what is inside another.
  document.addEventListener("passeport:print", (event) => {
    if (!prints || !event.target.matches(".h5p-content > .h5p-container > *")) return;
    event.preventDefault();
    send("print", {});
  });

  // --- Beginning, and the size of the frame

  function start(data) {
    if (isStarted) return;
    isStarted = true;
    for (const state of Array.isArray(data.states) ? data.states : []) {
      (states[state.subContentId] ||= Object.create(null))[state.dataType] = state.value;
    }
    H5PIntegration.contents["cid-" + CONTENT].contentUserData = states;
    setTheme(data.theme);
    prints = data.prints === true;
    try {
      H5P.init(document.body);
      if (!H5P.instances[0]) throw new Error(firstError || "no instance");
    } catch (error) {
      send("failed", { message: String(firstError || (error && error.message) || error).slice(0, 200) });
      return;
    }
    watchSize();
    send("ready", { ms: Math.round(performance.now() - began) });
  }

  function setTheme(theme) {
    if (theme === "clair" || theme === "sombre") document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
  }

  function watchSize() {
    const content = document.querySelector(".h5p-content");
    let height = 0;
    let width = innerWidth;
    let measuring = 0;
    const measure = () => {
      measuring = 0;
      const now = Math.ceil(content.getBoundingClientRect().height);
      if (now !== height) send("resize", { height: (height = now) });
    };
    const later = () => (measuring ||= setTimeout(measure, 40));
    new ResizeObserver(later).observe(content);
    const tell = () => H5P.instances.forEach((instance) => attempt(() => H5P.trigger(instance, "resize")));
    window.addEventListener("resize", () => {
      if (innerWidth === width) return; // the page has only followed our height
      width = innerWidth;
      tell();
    });
    document.addEventListener("fullscreenchange", tell);
    document.fonts.ready.then(tell);
  }

  window.addEventListener("message", (event) => {
    const message = event.data;
    if (isAlone || event.source !== above || !message || message.v !== VERSION) return;
    if (message.type === "start") start(message.data || {});
    if (message.type === "theme") setTheme(message.data && message.data.theme);
    if (message.type === "flush" && isStarted) {
      saveState();
      sendAllNow();
      post({ v: VERSION, type: "flushed", seq: ++sequence, data: {} }, "*");
    }
  });
  window.addEventListener("pagehide", () => {
    if (isStarted) saveState();
    sendAllNow();
  });

  // Libraries have run when the document is parsed.
  document.addEventListener("DOMContentLoaded", () => {
    if (!H5P.init) return send("failed", { message: "core" });
    replaceStores();
    H5P.externalDispatcher.on("xAPI", (event) => attempt(() => onStatement(event)));
    send("hello", {});
    if (isAlone) start({});
  });
})();
