// Replaces the list of reads every two seconds without reloading the page; without scripts, the page reloads itself.
const EVERY = 2000;
const place = document.querySelector("[data-suivi]");

async function refresh() {
  try {
    const answer = await fetch(window.location.pathname, { cache: "no-store", credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-suivi]");
    if (answer.ok && fresh) place.replaceChildren(...fresh.childNodes);
  } catch {
    // The next attempt will tell.
  }
  setTimeout(refresh, EVERY);
}

if (place && "marche" in place.dataset) setTimeout(refresh, EVERY);
