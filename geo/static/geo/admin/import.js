// Helps an import along: a place to drop a file on, and how far the work is. Without it everything works, too.
const SECONDS = 1.5;

/** @param {HTMLElement} place */
function takeDrops(place) {
  const field = /** @type {HTMLInputElement} */ (place.querySelector("input[type=file]"));
  const status = place.querySelector("[data-drop-status]");
  const tell = () => (status.textContent = [...(field.files ?? [])].map((file) => `${file.name}, ${(file.size / 1e6).toFixed(1)} MB`).join());
  for (const name of ["dragover", "dragleave", "drop"]) {
    place.addEventListener(name, (event) => {
      event.preventDefault();
      place.classList.toggle("geodata-drop--over", name === "dragover");
    });
  }
  place.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    field.files = event.dataTransfer.files;
    tell();
  });
  field.addEventListener("change", tell);
  field.form.addEventListener("submit", () => {
    if (field.files?.length) status.textContent = field.form.dataset.uploading ?? "";
  });
}

/** @param {HTMLElement} section */
async function follow(section) {
  const answer = await fetch(section.dataset.progress, { credentials: "same-origin" }).catch(() => undefined);
  if (answer?.ok) {
    const told = await answer.json();
    if (!told.runs) return location.reload();
    const stage = section.querySelector("[data-progress-stage]");
    // Said anew only when it is new: it is read aloud.
    if (stage.textContent !== told.stage) stage.textContent = told.stage;
    const bar = section.querySelector("progress");
    if (told.total) [bar.max, bar.value] = [told.total, told.done];
    else bar.removeAttribute("value");
    const number = new Intl.NumberFormat(document.documentElement.lang);
    section.querySelector("[data-progress-numbers]").textContent = told.total ? `${number.format(told.done)} / ${number.format(told.total)}` : "";
  }
  setTimeout(() => follow(section), SECONDS * 1000);
}

document.querySelectorAll("[data-drop]").forEach(takeDrops);
document.querySelectorAll("[data-progress]").forEach(follow);
