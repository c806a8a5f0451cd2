// A button that copies the address; it exists only where it can work.
for (const place of document.querySelectorAll("[data-copier]")) {
  const field = document.getElementById(place.dataset.copier);
  if (!field || !navigator.clipboard) continue;
  const button = document.createElement("button");
  const said = document.createElement("span");
  button.type = "button";
  button.className = "bouton bouton--clair";
  button.textContent = place.dataset.libelle;
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    said.textContent = place.dataset.fait;
  });
  place.append(button, said);
  place.hidden = false;
}
