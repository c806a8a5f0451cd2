// A package sent with its progress. Without this script the same form sends it whole and shows the same answer.
const form = document.querySelector("[data-h5p-envoi]");
const told = form.querySelector("[data-told]");
const progress = form.querySelector("[data-progress]");
const answer = document.querySelector("[data-answer]");
const buttons = form.querySelectorAll("button");

function end(text) {
  progress.hidden = true;
  told.textContent = text;
  buttons.forEach((button) => button.removeAttribute("aria-disabled"));
  delete form.dataset.busy;
}

function refused(status) {
  return status === 413 ? form.dataset.toolarge : form.dataset.unknown;
}

function show(request) {
  let said = null;
  try {
    said = JSON.parse(request.responseText);
  } catch {
    return end(refused(request.status));
  }
  if (typeof said.url === "string") {
    location.assign(said.url);
    return;
  }
  if (typeof said.html !== "string") return end(refused(request.status));
  end("");
  const page = new DOMParser().parseFromString(said.html, "text/html");
  answer.replaceChildren(...page.body.childNodes);
  answer.focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if ("busy" in form.dataset) return;
  form.dataset.busy = "";
  const data = new FormData(form);
  if (event.submitter?.name) data.append(event.submitter.name, event.submitter.value);
  buttons.forEach((button) => button.setAttribute("aria-disabled", "true"));
  answer.replaceChildren();
  const bar = progress.querySelector("progress");
  bar.value = 0;
  progress.hidden = false;
  told.textContent = `${form.dataset.sending}…`;

  const request = new XMLHttpRequest();
  request.open("POST", location.href);
  request.setRequestHeader("Accept", "application/json");
  let last = 0;
  request.upload.addEventListener("progress", ({ lengthComputable, loaded, total }) => {
    if (!lengthComputable) return;
    bar.value = (100 * loaded) / total;
    const quarter = Math.floor((4 * loaded) / total);
    if (quarter > last && quarter < 4) {
      last = quarter;
      told.textContent = `${form.dataset.sending}\u00a0: ${25 * quarter}\u00a0%`;
    }
  });
  request.upload.addEventListener("load", () => {
    bar.removeAttribute("value");
    told.textContent = form.dataset.checking;
  });
  request.addEventListener("load", () => show(request));
  request.addEventListener("error", () => end(form.dataset.lost));
  request.addEventListener("abort", () => end(form.dataset.lost));
  request.send(data);
});
