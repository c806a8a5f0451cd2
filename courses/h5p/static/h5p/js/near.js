// The player of activities comes when a reader comes near one: a lesson that is only read does not wait for it.
const MARGIN = "1000px"; // farther than the player itself asks for: it is there when the activity opens
const PAUSE = 5000; // milliseconds before a line that broke is tried again
const { player } = document.querySelector("script[data-player]").dataset;

async function load() {
  try {
    await import(player);
  } catch {
    setTimeout(load, PAUSE);
  }
}

const near = new IntersectionObserver(
  (entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    near.disconnect();
    load();
  },
  { rootMargin: MARGIN },
);
document.querySelectorAll("[data-h5p]").forEach((place) => near.observe(place));
