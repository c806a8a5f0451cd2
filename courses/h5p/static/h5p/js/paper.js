// The page to print: its button, in place of the sentence that says what to do without it.
const button = document.querySelector("[data-imprimer]");
document.querySelector("[data-commande]").hidden = true;
button.hidden = false;
button.addEventListener("click", () => window.print());
