// While the PDF is prepared: ask every two seconds, show the page again as soon as there is something new.
const notice = document.querySelector("[data-etat]");

async function ask() {
  const answer = await fetch(notice.dataset.etat, { headers: { Accept: "application/json" } });
  if (answer.ok && (await answer.json()).pdf !== "pending") location.reload();
  else setTimeout(ask, 2000);
}

if (notice) setTimeout(ask, 2000);
