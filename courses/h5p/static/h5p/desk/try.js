// An activity tried at the desk, in the frame that learners have. Nothing is recorded: what it says is only shown.
const SLOW = 45000; // milliseconds before a frame that says nothing has failed
const TALLEST = 20000; // pixels
const REFUSALS = 20; // lines

function open(place) {
  const told = place.querySelector("[data-told]");
  const box = place.querySelector("[data-frame]");
  const refused = place.querySelector("[data-refused]");
  const address = new URL(place.dataset.h5pTry, location.href);
  const isApart = address.origin !== location.origin;
  const origin = isApart ? address.origin : "null";
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", isApart ? "allow-scripts allow-same-origin" : "allow-scripts");
  frame.allow = "fullscreen";
  frame.referrerPolicy = "no-referrer";
  frame.title = box.dataset.title;
  told.textContent = told.dataset.loading;
  const slow = setTimeout(() => (told.textContent = told.dataset.slow), SLOW);

  const say = (type, data) => frame.contentWindow.postMessage({ v: 1, type, data }, isApart ? origin : "*");
  const answers = {
    hello: () => say("start", { states: [], theme: "" }),
    ready: () => {
      clearTimeout(slow);
      told.textContent = told.dataset.ready;
      place.dataset.ready = "";
    },
    failed: ({ message }) => {
      clearTimeout(slow);
      told.textContent = `${told.dataset.failed} ${String(message).slice(0, 300)}`;
    },
    resize: ({ height }) => {
      if (Number.isFinite(height)) frame.style.height = `${Math.min(TALLEST, Math.max(0, Math.ceil(height)))}px`;
    },
    csp: ({ directive, uri }) => {
      if (refused.childElementCount >= REFUSALS) return;
      const line = document.createElement("li");
      line.textContent = `${String(directive).slice(0, 60)} ${String(uri).slice(0, 200)}`;
      refused.append(line);
      refused.hidden = false;
    },
  };
  window.addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow || event.origin !== origin) return;
    const { v, type, data } = event.data && typeof event.data === "object" ? event.data : {};
    if (v === 1 && Object.hasOwn(answers, type) && data && typeof data === "object") answers[type](data);
  });
  frame.src = address.href;
  box.append(frame);
}

const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      open(target);
    }
  },
  { rootMargin: "300px" },
);
document.querySelectorAll("[data-h5p-try]").forEach((place) => {
  if (location.hash === `#${place.id}`) open(place);
  else near.observe(place);
});
