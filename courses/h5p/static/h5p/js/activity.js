// An activity of H5P in its sealed frame. The frame runs a stranger's program: each of its messages is checked here
// for where it comes from, shape, size and pace, then handed to the server, which alone decides what it is worth.
const VERSION = 1;
const LARGEST = 256 * 1024; // bytes of a message, as the server takes them
const TALLEST = 20000; // pixels
const BURST = 60; // messages at once, then…
const PER_SECOND = 20;
const PATIENCE = 200; // messages refused before the frame is closed
const MOST_KEPT = 1024 * 1024; // letters that one activity may keep in the browser
const LEAVING = 60000; // bytes that a browser sends for a page it is leaving, all together
const PRINTING = 3000; // milliseconds that a click still lets a page open after it
const SLOW = 45000; // milliseconds before a frame that says nothing has failed
const encoder = new TextEncoder();
const sizeOf = (text) => (text.length > LARGEST ? text.length : encoder.encode(text).length);
const isPlain = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
// Never String(value): an object may refuse to become one.
const word = (value) => (typeof value === "string" ? value : typeof value);
const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const theme = () => document.documentElement.dataset.theme || "";
let token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value;
const activities = new Set();

const HANDLERS = new Map(
  Object.entries({
    hello: "onHello", ready: "onReady", failed: "onFailed", resize: "onResize", xapi: "onStatement", state: "onState",
    link: "onLink", print: "onPrint", csp: "onRefusal", flushed: "onFlushed",
  }),
);

class Activity {
  constructor(place) {
    this.place = place;
    this.key = place.dataset.h5p;
    place.querySelector(".h5p__fin").before(place.querySelector("template").content.cloneNode(true));
    const find = (selector) => place.querySelector(selector);
    this.box = find(".h5p__cadre");
    this.status = find(".h5p__etat");
    this.trouble = find(".h5p__panne");
    this.paper = find("[data-papier]");
    this.words = find("[data-mots]").dataset;
    this.fullScreen = find("[data-plein]");
    this.again = find("[data-recommencer]");
    this.loading = find(".h5p__attente");
    this.outbox = []; // statements not yet taken by the server, oldest first
    this.states = new Map(); // resume states not yet taken, newest of each part
    this.incidents = new Set();
    this.retryIn = 2000;
    find("[data-reessayer]").addEventListener("click", () => this.retry());
    this.again.addEventListener("click", () => this.restart());
    if (document.fullscreenEnabled) this.offerFullScreen();
  }

  // --- Opening

  async open() {
    this.isOpen = true;
    this.close();
    this.box.prepend(this.loading);
    this.trouble.hidden = true;
    let session;
    try {
      session = await this.session();
    } catch (error) {
      return this.fail(error.told || this.words.panne, error.login);
    }
    this.attempt = session.attempt;
    this.sequence = this.lastSent(session.seq || 0);
    this.previous = this.resumed(session.states || []);
    this.again.hidden = !this.attempt;
    const standing = session.standing?.text;
    this.tell(standing, session.newer && this.words.nouvelle, !this.attempt && (session.told || this.words.visite));
    this.load(new URL(session.player, location.href));
    if (!this.attempt) return;
    this.outbox.unshift(...this.kept("envois"));
    this.pump();
  }

  async session() {
    if (token) {
      const answer = await this.post("seance/", {});
      const said = await answer.json().catch(() => ({}));
      if (answer.ok) return said;
      if (answer.status !== 403) throw Object.assign(new Error(answer.status), { told: said.message });
      this.login = said.login;
    }
    const answer = await fetch(this.place.dataset.address + "lecteur/");
    if (!answer.ok) throw new Error(answer.status);
    return { ...(await answer.json()), told: this.login && this.words.session };
  }

  load(address) {
    const isApart = address.origin !== location.origin;
    // On the site's own origin the frame must never get one: it could then take its own seal off.
    this.origin = isApart ? address.origin : "null";
    const frame = (this.frame = document.createElement("iframe"));
    frame.setAttribute("sandbox", isApart ? "allow-scripts allow-same-origin" : "allow-scripts");
    frame.allow = "fullscreen";
    frame.referrerPolicy = "no-referrer";
    frame.title = this.place.dataset.title;
    Object.assign(this, { tokens: BURST, refilled: performance.now(), refusals: 0, loads: 0, isStarted: false });
    frame.addEventListener("load", () => ++this.loads > 1 && this.stop("navigation"));
    frame.src = address.href;
    this.loading.after(frame);
    this.slow = setTimeout(() => this.fail(this.words.panne), SLOW);
  }

  close() {
    clearTimeout(this.slow);
    this.frame?.remove();
    this.frame = null;
  }

  // --- Messages from the frame

  hear(event) {
    if (event.origin !== this.origin) return this.refuse("origin", event.origin);
    const now = performance.now();
    this.tokens = Math.min(BURST, this.tokens + ((now - this.refilled) * PER_SECOND) / 1000);
    this.refilled = now;
    if (--this.tokens < 0) {
      this.tokens = 0;
      return this.refuse("rate", "");
    }
    const message = event.data;
    if (isPlain(message) && message.context === "h5p") return; // the core talks to a page that is not ours
    let text;
    try {
      text = JSON.stringify(message) || "";
    } catch {
      return this.refuse("message", "unreadable");
    }
    if (sizeOf(text) > LARGEST) {
      if (message?.type === "state") this.tell(this.words.lourd);
      return this.refuse("size", word(message?.type));
    }
    const { v, type, data } = isPlain(message) ? message : {};
    if (v !== VERSION || !isPlain(data) || !HANDLERS.has(type)) return this.refuse("message", word(type));
    this[HANDLERS.get(type)](data);
  }

  refuse(kind, detail) {
    this.report(kind, detail);
    if (++this.refusals > PATIENCE) this.stop(kind);
  }

  stop(kind) {
    if (!this.frame) return;
    this.report("stopped", kind);
    this.fail(this.words.arret);
  }

  onHello() {
    if (this.isStarted) return;
    this.isStarted = true;
    this.say("start", { states: this.previous, theme: theme(), prints: true });
  }

  onReady() {
    clearTimeout(this.slow);
    this.loading.remove();
    this.place.dataset.ready = "";
  }

  onFailed({ message }) {
    this.report("failed", word(message));
    this.fail(this.words.panne);
  }

  onResize({ height }) {
    if (!Number.isFinite(height)) return this.refuse("message", "resize");
    this.frame.style.height = `${Math.min(TALLEST, Math.max(0, Math.ceil(height)))}px`;
  }

  onStatement({ statement, tree }) {
    if (!isPlain(statement)) return this.refuse("message", "xapi");
    if (!this.attempt) return;
    this.outbox.push({ attempt: this.attempt, id: crypto.randomUUID(), statement, tree: isPlain(tree) ? tree : null });
    this.keep();
    this.pump();
  }

  onState({ dataType, subContentId, value }) {
    const isSound = [dataType, subContentId, value ?? ""].every((each) => typeof each === "string");
    if (!isSound) return this.refuse("message", "state");
    if (!this.attempt) return;
    const state = { attempt: this.attempt, dataType, subContentId, value: value ?? null, seq: ++this.sequence };
    this.states.set(JSON.stringify([dataType, subContentId]), state);
    this.keep();
    this.saving ||= setTimeout(() => this.saveStates(), 800);
  }

  onLink({ href }) {
    const address = URL.canParse(word(href)) ? new URL(href) : null;
    const isOffered = ["http:", "https:"].includes(address?.protocol) && navigator.userActivation?.isActive !== false;
    if (isOffered) window.open(address.href, "_blank", "noopener,noreferrer");
    else this.report("link", word(href));
  }

  // The page to print is read from the server: what was just done has to be there first.
  async onPrint() {
    if (navigator.userActivation?.isActive === false) return this.report("print", "");
    if (this.isPrinting) return;
    this.isPrinting = true;
    await Promise.race([this.flush().then(() => this.pump()), wait(PRINTING)]);
    this.isPrinting = false;
    if (this.isWarned) return;
    this.paper.hidden = false;
    this.status.append(this.paper); // a way that stays, should the browser refuse to open another tab
    window.open(this.paper.querySelector("a").href, "_blank", "noopener");
  }

  onRefusal({ directive, uri }) {
    this.report("csp", `${word(directive)} ${word(uri)}`);
  }

  onFlushed() {
    this.flushed?.();
  }

  say(type, data = {}) {
    // Only "*" reaches a frame without an origin; our own policy lets no other document in there.
    this.frame?.contentWindow?.postMessage({ v: VERSION, type, data }, this.origin === "null" ? "*" : this.origin);
  }

  // --- What the server is told

  post(where, body, options = {}) {
    return fetch(this.place.dataset.address + where, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify(body),
      ...options,
    });
  }

  pump() {
    this.pumping ||= this.sendAll().finally(() => (this.pumping = null));
    return this.pumping;
  }

  async sendAll() {
    clearTimeout(this.timer);
    await this.saveStates();
    while (this.outbox.length) {
      const entry = this.outbox[0];
      const said = await this.deliver("evenement/", entry);
      if (!said) break;
      this.outbox.splice(this.outbox.indexOf(entry), 1);
      this.keep();
      if (said.text || said.message) this.tell(said.text || said.message);
    }
  }

  async saveStates() {
    clearTimeout(this.saving);
    this.saving = 0;
    for (const [name, state] of [...this.states]) {
      const said = await this.deliver("etat/", state);
      if (!said) return;
      const isCurrent = this.states.get(name) === state;
      if (said.seq > state.seq) {
        // Another page of this learner has counted further: what stands here is sent again, after it.
        this.sequence = Math.max(this.sequence, said.seq);
        if (isCurrent) state.seq = ++this.sequence;
        if (isCurrent) this.saving ||= setTimeout(() => this.saveStates(), 800);
      } else if (isCurrent) {
        this.states.delete(name);
      }
      this.keep();
      if (said.message) this.tell(said.message);
    }
  }

  // What the server answered; nothing when it has to be sent again later.
  async deliver(where, body) {
    const answer = await this.post(where, body).catch(() => ({ status: 599 }));
    if (answer.status >= 500) {
      this.warn(this.words.coupure);
      return this.later();
    }
    const said = await answer.json().catch(() => ({}));
    if (answer.status === 403) return void this.warn(this.words.session, said.login || this.words.adresse);
    if (answer.status === 429) return this.later(1000 * (Number(answer.headers.get("Retry-After")) || 10));
    if (this.isWarned) {
      this.isWarned = false;
      this.trouble.hidden = true;
      this.tell(this.words.envoye);
    }
    this.retryIn = 2000;
    return answer.ok ? said : { message: said.message || this.words.panne };
  }

  later(delay = (this.retryIn = Math.min(60000, this.retryIn * 2))) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.resend(), delay);
  }

  resend() {
    this.pump();
    this.saveStates();
  }

  // What is not sent outlives a reload. The server stores each statement once, and knows whose each attempt is.
  keep() {
    for (const [name, values] of [["envois", this.outbox], ["etats", [...this.states.values()]]]) {
      const place = `h5p:${this.key}:${name}`;
      try {
        sessionStorage.removeItem(place); // something older must never come back instead
        const text = JSON.stringify(values);
        if (values.length && text.length <= MOST_KEPT) sessionStorage.setItem(place, text);
      } catch {
        // full or forbidden: they stay in this page
      }
    }
  }

  kept(name) {
    try {
      return JSON.parse(sessionStorage.getItem(`h5p:${this.key}:${name}`)) || [];
    } catch {
      return [];
    }
  }

  // A page that comes back at once asks where to resume before the server has what the former page sent as it left.
  resumed(states) {
    if (!this.attempt) return states;
    const name = ({ dataType, subContentId }) => JSON.stringify([dataType, subContentId]);
    const found = new Map(states.map((state) => [name(state), state]));
    for (const state of this.kept("etats").filter((each) => each.attempt === this.attempt)) {
      if (!this.states.has(name(state))) this.states.set(name(state), state);
    }
    for (const [each, state] of this.states) {
      if (state.attempt !== this.attempt) this.states.delete(each);
      else if (state.value === null) found.delete(each);
      else found.set(each, state);
    }
    return [...found.values()].map(({ dataType, subContentId, value }) => ({ dataType, subContentId, value }));
  }

  // States are numbered, so that one sent by a page that was left never replaces a later one.
  lastSent(known) {
    const waiting = [...this.kept("etats"), ...this.states.values()].filter((each) => each.attempt === this.attempt);
    return Math.max(known, ...waiting.map((each) => each.seq || 0));
  }

  report(kind, detail) {
    const line = `${kind} ${detail}`;
    if (!this.attempt || this.incidents.has(line) || this.incidents.size >= 40) return;
    this.incidents.add(line);
    const said = { attempt: this.attempt, kind, detail: detail.slice(0, 200) };
    this.post("incident/", said, { keepalive: true }).catch(() => {});
  }

  leave() {
    let left = LEAVING;
    const go = (where, body) => {
      left -= sizeOf(JSON.stringify(body));
      if (left > 0) this.post(where, body, { keepalive: true }).catch(() => {});
    };
    for (const state of this.states.values()) go("etat/", state);
    if (!this.pumping) for (const entry of this.outbox) go("evenement/", entry);
  }

  async flush() {
    if (!this.isStarted || !this.frame) return;
    const answered = new Promise((done) => (this.flushed = done));
    this.say("flush");
    await Promise.race([answered, wait(300)]);
    await this.saveStates();
  }

  // --- What the learner is told, and can do

  tell(...sentences) {
    const told = sentences.filter(Boolean).map((sentence) => {
      const line = document.createElement("p");
      line.textContent = sentence;
      return line;
    });
    this.status.replaceChildren(...told);
  }

  warn(sentence, login) {
    this.isWarned = true;
    this.trouble.querySelector("[data-panne]").textContent = sentence;
    const link = this.trouble.querySelector("[data-connexion]");
    link.hidden = !login;
    if (login) link.href = login;
    this.trouble.hidden = false;
  }

  fail(sentence, login) {
    this.close();
    this.loading.remove();
    this.warn(sentence, login);
    this.status.after(this.trouble);
  }

  async retry() {
    await this.renewToken();
    if (!this.frame) return this.open();
    this.resend();
  }

  // Signing in again, perhaps in another tab, has changed the form token.
  async renewToken() {
    const page = await fetch(this.place.dataset.address).then((answer) => answer.text(), () => "");
    const field = new DOMParser().parseFromString(page, "text/html").querySelector("input[name=csrfmiddlewaretoken]");
    token = field?.value || token;
  }

  async restart() {
    await this.flush();
    this.close();
    const form = document.createElement("form");
    form.method = "post";
    form.action = `${this.place.dataset.address}recommencer/`;
    for (const [name, value] of [["csrfmiddlewaretoken", token], ["next", `${location.pathname}#${this.place.id}`]]) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name, value });
      form.append(field);
    }
    this.place.append(form);
    form.submit();
  }

  offerFullScreen() {
    const leave = this.fullScreen.cloneNode();
    leave.textContent = this.words.quitter;
    leave.hidden = true;
    this.box.append(leave);
    this.fullScreen.hidden = false;
    this.fullScreen.addEventListener("click", () => this.box.requestFullscreen());
    leave.addEventListener("click", () => document.exitFullscreen());
    this.box.addEventListener("fullscreenchange", () => {
      leave.hidden = document.fullscreenElement !== this.box;
      if (leave.hidden) this.fullScreen.focus();
    });
  }
}

window.addEventListener("message", (event) => {
  for (const activity of activities) {
    if (activity.frame && event.source === activity.frame.contentWindow) activity.hear(event);
  }
});
document.addEventListener("securitypolicyviolation", (event) => {
  if (event.effectiveDirective === "frame-src") activities.forEach((each) => each.frame && each.stop("navigation"));
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") activities.forEach((each) => each.flush());
});
window.addEventListener("pagehide", () => activities.forEach((each) => each.leave()));
window.addEventListener("online", () => activities.forEach((each) => each.resend()));
new MutationObserver(() => activities.forEach((each) => each.say("theme", { theme: theme() }))).observe(
  document.documentElement,
  { attributeFilter: ["data-theme"] },
);

const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      const activity = new Activity(target);
      activities.add(activity);
      activity.open();
    }
  },
  { rootMargin: "400px" },
);
document.querySelectorAll("[data-h5p]").forEach((place) => near.observe(place));
