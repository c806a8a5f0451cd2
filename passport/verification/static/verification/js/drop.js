// A file may also be dropped on its field; without this script the same field opens the usual chooser.
for (const form of document.querySelectorAll("[data-depot]")) {
  const field = form.querySelector("input[type=file]");
  const place = field.closest(".champ");
  const said = form.querySelector("[data-dit]");
  const isTooLarge = () => field.files.length > 0 && field.files[0].size > Number(form.dataset.depot);

  const tell = () => {
    const [file] = field.files;
    said.classList.toggle("faute", isTooLarge());
    field.setAttribute("aria-invalid", isTooLarge());
    if (!file) said.textContent = "";
    else said.textContent = isTooLarge() ? form.dataset.trop : `${form.dataset.choisi} ${file.name}`;
  };
  const over = (isOver) => place.classList.toggle("depot--dessus", isOver);

  place.classList.add("depot");
  place.addEventListener("dragover", (event) => {
    event.preventDefault();
    over(true);
  });
  place.addEventListener("dragleave", () => over(false));
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    if (event.dataTransfer.files.length === 0) return;
    field.files = event.dataTransfer.files;
    tell();
  });
  field.addEventListener("change", tell);
  form.addEventListener("submit", (event) => {
    if (!isTooLarge()) return;
    event.preventDefault();
    tell();
    field.focus();
  });
}
