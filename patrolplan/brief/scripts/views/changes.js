import { numberOf } from "./dom.js";

/**
 * What changed since an older plan: a click on a track, a bar or a row marks the change wherever it stands, and the
 * rest of the page follows to the task that it is about.
 * @typedef {import("../plan/model.js").Plan} Plan
 * @typedef {import("../state.js").Store} Store
 */

/**
 * @param {Plan} plan
 * @param {Store} store
 */
export function changes(plan, store) {
  const section = document.getElementById("changes");
  section?.addEventListener("click", (event) => {
    const number = numberOf(event.target, "c");
    if (number < 0) return;
    event.preventDefault();
    const parts = [...section.querySelectorAll("[data-c]")];
    for (const part of parts) part.classList.toggle("on", numberOf(part, "c") === number);
    follow(plan, store, numberOf(document.getElementById(`c${number}`), "leads"));
  });
}

/**
 * Choose the task of the new plan; one that is dropped has none.
 * @param {Plan} plan
 * @param {Store} store
 * @param {number} number
 */
function follow(plan, store, number) {
  const task = plan.tasks[number];
  if (task) store.set({ chosen: { kind: "task", number }, time: task.start, playing: false });
  else store.set({ chosen: null });
}
