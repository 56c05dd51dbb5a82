import { numberOf } from "./dom.js";

/**
 * The line of the time shown across the timelines; arrow keys go from bar to bar; a place in a row is a time.
 * @typedef {import("../plan/model.js").Plan} Plan
 * @typedef {import("../state.js").Store} Store
 */

/**
 * @param {Plan} plan
 * @param {Store} store
 */
export function timelines(plan, store) {
  const lines = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".now-line")]);
  for (const line of lines) line.parentElement?.classList.add("live");
  store.on((state) => {
    const at = `translateX(${((100 * state.time) / plan.end).toFixed(3)}%)`;
    for (const line of lines) line.style.transform = at;
  });
  for (const table of document.querySelectorAll("table.timeline")) {
    const first = table.querySelector("a[data-t]");
    first?.setAttribute("tabindex", "0");
    table.addEventListener("keydown", (event) => step(table, /** @type {KeyboardEvent} */ (event)));
    table.addEventListener("click", (event) => seek(plan, store, /** @type {MouseEvent} */ (event)));
  }
  for (const cells of document.querySelectorAll("svg.cells")) {
    cells.addEventListener("click", (event) => period(plan, store, cells, /** @type {MouseEvent} */ (event)));
  }
  for (const figure of document.querySelectorAll("figure[data-p]")) {
    figure.addEventListener("click", () => begin(plan, store, numberOf(figure, "p")));
  }
}

/**
 * Left and right to the neighbour in the row, up and down to the row's first bar that ends later.
 * @param {Element} table
 * @param {KeyboardEvent} event
 */
function step(table, event) {
  const here = event.target instanceof Element ? event.target.closest("a[data-t]") : null;
  if (!here || !["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"].includes(event.key)) return;
  event.preventDefault();
  event.stopPropagation();
  const bars = [...table.querySelectorAll("a[data-t]")];
  const at = bars.indexOf(here);
  let next = bars[event.key === "ArrowLeft" ? at - 1 : at + 1];
  if (event.key === "ArrowUp" || event.key === "ArrowDown") {
    const down = event.key === "ArrowDown";
    const order = down ? bars.slice(at + 1) : bars.slice(0, at).reverse();
    const left = here.getBoundingClientRect().left;
    const other = order.find((bar) => bar.closest("tr") !== here.closest("tr"))?.closest("tr");
    const row = other ? [...other.querySelectorAll("a[data-t]")] : [];
    next = row.find((bar) => bar.getBoundingClientRect().right > left) ?? row[row.length - 1];
  }
  if (!(next instanceof SVGElement)) return;
  here.setAttribute("tabindex", "-1");
  next.setAttribute("tabindex", "0");
  next.focus();
}

/**
 * A click beside the bars shows that time.
 * @param {Plan} plan
 * @param {Store} store
 * @param {MouseEvent} event
 */
function seek(plan, store, event) {
  const target = event.target instanceof Element ? event.target : null;
  const row = target?.closest("svg.row, svg.axis");
  if (!row || target?.closest("a")) return;
  const box = row.getBoundingClientRect();
  const time = Math.round((plan.end * (event.clientX - box.left)) / box.width / 600) * 600;
  store.set({ time: Math.min(plan.end, Math.max(0, time)), playing: false });
}

/**
 * A click on the heat map chooses the sector and shows the period.
 * @param {Plan} plan
 * @param {Store} store
 * @param {Element} cells
 * @param {MouseEvent} event
 */
function period(plan, store, cells, event) {
  const box = cells.getBoundingClientRect();
  begin(plan, store, Math.floor((plan.periods.length * (event.clientX - box.left)) / box.width));
}

/**
 * @param {Plan} plan
 * @param {Store} store
 * @param {number} number
 */
function begin(plan, store, number) {
  const first = plan.periods[number];
  if (first !== undefined) store.set({ time: first * plan.slot, playing: false });
}
