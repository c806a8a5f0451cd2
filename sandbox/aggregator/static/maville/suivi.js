// Renews what changed every two seconds without reloading the page; without scripts, the page reloads itself.
const EVERY = 2000;

async function refresh() {
  let goesOn = true;
  try {
    const answer = await fetch(window.location.pathname, { cache: "no-store", credentials: "same-origin" });
    if (answer.ok) goesOn = show(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    // The next attempt will tell.
  }
  if (goesOn) setTimeout(refresh, EVERY);
}

function show(page) {
  for (const part of document.querySelectorAll("[data-vif]")) {
    const fresh = page.querySelector(`[data-vif="${part.dataset.vif}"]`);
    if (!fresh) {
      window.location.reload();
      return false;
    }
    if (fresh.innerHTML === part.innerHTML) continue;
    const hadFocus = part.contains(document.activeElement);
    part.replaceChildren(...fresh.childNodes);
    if (hadFocus) part.querySelector("a")?.focus();
  }
  return page.querySelector("[data-marche]") !== null;
}

if (document.querySelector("[data-marche]")) setTimeout(refresh, EVERY);
