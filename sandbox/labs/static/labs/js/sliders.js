// The number of a slider beside it, while it moves; without scripts it is told once computed.
for (const slider of document.querySelectorAll("input[data-nombre]")) {
  const shown = document.createElement("output");
  const tell = () => {
    shown.textContent = Number(slider.value).toLocaleString("fr-FR");
  };
  shown.htmlFor = slider.id;
  slider.addEventListener("input", tell);
  slider.after(shown);
  tell();
}
