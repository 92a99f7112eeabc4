// Filters of the report: which questions are shown. Reads and sets attributes only.
const form = document.querySelector("#filters");
const questions = [...document.querySelectorAll("details.question")];
const count = document.querySelector("#shown");
function filter() {
  const { verdict, tag, changed, words } = Object.fromEntries(new FormData(form));
  const wanted = (words || "").toLowerCase().trim();
  let shown = 0;
  for (const one of questions) {
    const { verdict: is, tags, changed: how } = one.dataset;
    const fits = (!verdict || is === verdict) && (!tag || tags.split("\n").includes(tag)) &&
      (!changed || how === changed) && (!wanted || one.textContent.toLowerCase().includes(wanted));
    one.hidden = !fits;
    shown += fits;
  }
  count.textContent = `${shown} of ${questions.length} questions`;
}
form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
filter();
