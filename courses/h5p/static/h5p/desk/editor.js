// Fields that depend on others: shown when the rules of semantics.json hold. Rules name fields by their path in the
// content, which Wagtail writes beside each block. The server checks again; here a field is only shown or hidden.
const CONDITION = "data-h5p-when";

// The group around a block: the item of a list, another block, or the whole content.
const groupOf = (block) => block.parentElement?.closest("[data-contentpath], .h5p-content");

// Lists count for nothing in paths: an item gives the group that its list is in.
function above(group) {
  const list = group.matches("[data-streamfield-child]") ? groupOf(group) : group;
  return list && groupOf(list);
}

function child(block, name) {
  const found = block.querySelectorAll(`[data-contentpath="${CSS.escape(name)}"]`);
  return [...found].find((each) => groupOf(each) === block);
}

function follow(start, path) {
  let here = start;
  for (const step of path) {
    here = step === ".." ? above(here) : here && child(here, step);
    if (!here) return null;
  }
  return here;
}

function valueOf(block) {
  const kind = block.querySelector('[data-streamfield-child]:not([aria-hidden="true"]) > input[name$="-type"]');
  if (kind) return kind.value;
  const input = block.querySelector("select, input:not([type=hidden]), textarea");
  if (!input) return null;
  return input.type === "checkbox" ? input.checked : input.value;
}

// A nested activity is named by its type without its version; its block is called after it.
function satisfies(value, equals) {
  return equals.some((wanted) => {
    if (value === wanted || String(value) === String(wanted)) return true;
    const name = `type_${String(wanted).replace(/\W/g, "_")}`;
    return typeof value === "string" && (value === name || value.startsWith(`${name}_`));
  });
}

function apply(marked) {
  const block = marked.closest("[data-contentpath]");
  const { all, rules } = JSON.parse(marked.getAttribute(CONDITION));
  const answers = rules.map(({ path, equals }) => {
    const target = follow(groupOf(block), path);
    return target ? satisfies(valueOf(target), equals) : false;
  });
  const isShown = all ? answers.every(Boolean) : answers.some(Boolean);
  if (block.hidden === isShown) block.hidden = !isShown;
}

// What Wagtail leaves without a name: items of a list, and the visual editor. Its panels would all be landmarks.
function name(panel) {
  panel.setAttribute("role", "group");
  const heading = panel.getAttribute("aria-labelledby");
  let level = 2;
  for (let up = panel; (up = up.parentElement.closest(".w-panel--nested")); ) level += 1;
  document.getElementById(heading)?.setAttribute("aria-level", Math.min(6, level));
  const isNamed = (input) => input.labels?.length || input.hasAttribute("aria-labelledby");
  for (const input of panel.querySelectorAll("input:not([type=hidden]), textarea, select, [contenteditable=true]")) {
    if (isNamed(input) || input.closest(".w-panel--nested") !== panel) continue;
    const label = input.closest("[data-contentpath]")?.querySelector(":scope > label");
    if (label) label.id ||= `${label.htmlFor || crypto.randomUUID()}-nom`;
    input.setAttribute("aria-labelledby", label ? label.id : heading);
  }
}

const form = document.querySelector(".h5p-editor");
const content = form.querySelector("[data-h5p-content]");
const definition = window.telepath.unpack(JSON.parse(content.dataset.h5pContent));
const [state, error] = JSON.parse(content.dataset.arguments);
const root = definition.render(content, content.id, state);
// Afterwards: an error opens the panels around it, which have to be there.
if (error) root.setError(error);

let isPlanned = false;
function plan() {
  if (isPlanned) return;
  isPlanned = true;
  requestAnimationFrame(() => {
    isPlanned = false;
    form.querySelectorAll(`[${CONDITION}]`).forEach(apply);
    form.querySelectorAll(".w-panel--nested").forEach(name);
  });
}

form.addEventListener("input", plan);
form.addEventListener("change", plan);
new MutationObserver(plan).observe(form, { childList: true, subtree: true });
plan();

document.getElementById("erreurs")?.focus();

// The form has grown since the browser went to the place that the address names.
const landing = document.getElementById(location.hash.slice(1));
landing?.scrollIntoView();
landing?.focus();
