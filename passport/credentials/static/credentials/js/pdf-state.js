// While the PDF is prepared: ask every two seconds, then put what the page now says in the place of the notice.
const place = document.getElementById("pdf");

async function ask() {
  const notice = place.querySelector("[data-etat]");
  const answer = await fetch(notice.dataset.etat, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  if ((await answer.json()).pdf === "pending") {
    setTimeout(ask, 2000);
    return;
  }
  const page = await (await fetch(location.href)).text();
  const fresh = new DOMParser().parseFromString(page, "text/html").getElementById("pdf");
  if (fresh) place.replaceChildren(...fresh.childNodes);
}

if (place && place.querySelector("[data-etat]")) setTimeout(ask, 2000);
