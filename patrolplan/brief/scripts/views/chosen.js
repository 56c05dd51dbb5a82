import { short } from "../plan/clock.js";
import { nextTask, watch } from "../plan/whereabouts.js";
import { byId, html, numberOf, svg } from "./dom.js";

/**
 * What was chosen: told beside the map, and marked wherever it stands on the page.
 * @typedef {import("../plan/model.js").Plan} Plan
 * @typedef {import("../state.js").Chosen} Chosen
 * @typedef {import("../state.js").State} State
 * @typedef {import("../state.js").Store} Store
 */

const WATCH = ["unseen", "seen within the stay", "held"];
const MOST = 5;

/**
 * Tasks that belong to what was chosen.
 * @param {Plan} plan
 * @param {Chosen | null} chosen
 * @returns {number[]}
 */
export function tasksOf(plan, chosen) {
  if (!chosen) return [];
  if (chosen.kind === "task") return [chosen.number];
  const of = chosen.kind === "holder" ? plan.holders[chosen.number] : plan.sectors[chosen.number];
  return of?.tasks ?? [];
}

/**
 * @param {Plan} plan
 * @param {Store} store
 */
export function chosen(plan, store) {
  const marked = index("t");
  const holders = index("h");
  const sectors = index("s");
  const edge = svg("path", { class: "edge" });
  byId("chosen", SVGGElement).append(edge);
  const box = byId("chosen-told", HTMLElement);
  /** @type {Element[]} */
  let on = [];

  /** @param {Chosen | null} what */
  function mark(what) {
    for (const element of on) element.classList.remove("on");
    const task = what?.kind === "task" ? plan.tasks[what.number] : undefined;
    const sector = what?.kind === "sector" ? what.number : (task?.sector ?? -1);
    const holder = what?.kind === "holder" ? what.number : (task?.holder ?? -1);
    on = tasksOf(plan, what).flatMap((number) => marked.get(number) ?? []);
    on.push(...(holders.get(holder) ?? []).filter((one) => !one.hasAttribute("data-t")));
    on.push(...(sectors.get(sector) ?? []).filter((one) => !one.hasAttribute("data-t")));
    for (const element of on) element.classList.add("on");
    const path = document.querySelector(`#sectors [data-s="${sector}"]`);
    edge.setAttribute("d", path?.getAttribute("d") ?? "");
  }

  /** @param {State} state */
  function tell(state) {
    const lines = state.chosen ? words(plan, state.chosen, state.time) : [];
    const key = lines.join("\n");
    if (box.dataset["key"] === key) return;
    box.dataset["key"] = key;
    if (!state.chosen) {
      box.replaceChildren();
      return;
    }
    const list = html("ul");
    list.append(...lines.slice(1).map((line) => html("li", line)));
    const clear = html("button", "Clear", { type: "button", id: "clear" });
    clear.addEventListener("click", () => store.set({ chosen: null }));
    box.replaceChildren(html("h3", lines[0] ?? ""), list, clear);
  }

  store.on((state, before) => {
    if (state.chosen !== before.chosen || state === before) mark(state.chosen);
    if (state.chosen !== before.chosen || (state.chosen && state.time !== before.time && !state.playing)) tell(state);
  });
  document.addEventListener("click", (event) => choose(plan, store, event));
}

/**
 * Elements by the number that they have under a key.
 * @param {string} key
 */
function index(key) {
  /** @type {Map<number, Element[]>} */
  const found = new Map();
  for (const element of document.querySelectorAll(`main [data-${key}]`)) {
    const number = numberOf(element, key);
    const there = found.get(number);
    if (there) there.push(element);
    else found.set(number, [element]);
  }
  return found;
}

/**
 * A click on anything that has a number: a bar, a row, a mark, a sector.
 * @param {Plan} plan
 * @param {Store} store
 * @param {Event} event
 */
function choose(plan, store, event) {
  const target = event.target instanceof Element ? event.target.closest("[data-t],[data-h],[data-s]") : null;
  if (!target || (target.tagName === "TR" && event.target instanceof Element && event.target.closest("svg"))) return;
  if (target.tagName.toLowerCase() === "a") event.preventDefault();
  const [task, holder, sector] = [numberOf(target, "t"), numberOf(target, "h"), numberOf(target, "s")];
  const own = plan.tasks[task];
  if (own && target.hasAttribute("data-t")) {
    const time = store.get().time;
    const inside = own.start <= time && time < own.end;
    store.set({ chosen: { kind: "task", number: task }, ...(inside ? {} : { time: own.start, playing: false }) });
  } else if (target.hasAttribute("data-h")) {
    store.set({ chosen: { kind: "holder", number: holder } });
  } else {
    store.set({ chosen: { kind: "sector", number: sector } });
  }
}

/**
 * @param {Plan} plan
 * @param {Chosen} what
 * @param {number} time
 * @returns {string[]} a heading, then facts
 */
export function words(plan, what, time) {
  if (what.kind === "sector") return ofSector(plan, what.number, time);
  if (what.kind === "holder") return ofHolder(plan, what.number, time);
  const task = plan.tasks[what.number];
  const [holder, sector] = [plan.holders[task?.holder ?? -1], plan.sectors[task?.sector ?? -1]];
  if (!task || !holder || !sector) return [];
  const hours = ((task.end - task.start) / 3600).toFixed(1);
  return [
    `${holder.name} in ${sector.id}`,
    `${short(plan.start, task.start)} to ${short(plan.start, task.end)}, ${hours} h`,
    ...ofSector(plan, task.sector, time).slice(1, 4),
    ...searched(what.number),
  ];
}

/**
 * The task's search pattern, from its row in the table of patterns.
 * @param {number} task
 */
function searched(task) {
  const row = typeof document === "undefined" ? null : document.getElementById(`p${task}`);
  const table = row?.closest("table");
  if (!row || !table) return [];
  const names = [...table.querySelectorAll("thead th")].map((cell) => cell.textContent ?? "");
  const cells = [...row.children].map((cell) => cell.textContent ?? "");
  return [3, 4, 5, 6, 7, 8].filter((at) => cells[at]).map((at) => `${names[at]}: ${cells[at]}`);
}

/**
 * @param {Plan} plan
 * @param {number} number
 * @param {number} time
 */
function ofSector(plan, number, time) {
  const sector = plan.sectors[number];
  if (!sector) return [];
  const share = sector.expected > 0 ? (100 * sector.identified) / sector.expected : 0;
  const coming = sector.tasks.filter((task) => (plan.tasks[task]?.end ?? 0) > time).slice(0, MOST);
  return [
    `Sector ${sector.id}`,
    `${sector.areas}; ${sector.at}; ${sector.nm2} nm²`,
    `${share.toFixed(0)} % of ${sector.expected.toPrecision(3)} ${plan.counts} expected are identified`,
    `now ${WATCH[watch(plan, sector, time)]}`,
    ...coming.map((task) => line(plan, task, (one) => plan.holders[one.holder]?.name ?? "")),
  ];
}

/**
 * @param {Plan} plan
 * @param {number} number
 * @param {number} time
 */
function ofHolder(plan, number, time) {
  const holder = plan.holders[number];
  if (!holder) return [];
  const next = nextTask(plan, holder, time);
  const from = Math.max(0, (next < 0 ? holder.tasks.length : holder.tasks.indexOf(next)) - 1);
  const coming = holder.tasks.slice(from, from + MOST);
  return [
    `${holder.name} (${holder.nation})`,
    `${holder.tasks.length} tasks in this plan`,
    ...coming.map((task) => line(plan, task, (one) => plan.sectors[one.sector]?.id ?? "")),
  ];
}

/**
 * @param {Plan} plan
 * @param {number} number
 * @param {(task: import("../plan/model.js").Task) => string} name
 */
function line(plan, number, name) {
  const task = plan.tasks[number];
  return task ? `${short(plan.start, task.start)} to ${short(plan.start, task.end)}: ${name(task)}` : "";
}
