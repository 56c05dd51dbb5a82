import { arrange, corner } from "../plan/labels.js";
import { place, present } from "../plan/whereabouts.js";
import { byId, svg } from "./dom.js";

/**
 * Ships and aircraft on the map, and the track of the one that was chosen.
 * @typedef {import("../plan/model.js").Plan} Plan
 * @typedef {import("../plan/model.js").Holder} Holder
 * @typedef {import("../state.js").State} State
 * @typedef {import("../state.js").Store} Store
 * @typedef {{group: SVGGElement, sign: SVGPathElement, label: SVGTextElement, wide: number, side: number}} Mark
 */

const SHIP = "M0 -8L5 6L0 3L-5 6z";
const AIRCRAFT = "M0 -8L2 -2L9 2L9 4L2 3L1 7L4 9L-4 9L-1 7L-2 3L-9 4L-9 2L-2 -2z";
const LETTER_PX = 6.3;

/**
 * @param {Plan} plan
 * @param {Store} store
 */
export function marks(plan, store) {
  const layer = byId("marks", SVGGElement);
  const trail = svg("path", { class: "trail" });
  byId("chosen", SVGGElement).append(trail);
  const made = plan.holders.map((holder, number) => make(holder, number));
  layer.append(...made.map((mark) => mark.group));
  const map = byId("map", SVGSVGElement);

  /** @param {State} state */
  function move(state) {
    const unit = state.box.wide / (map.clientWidth || 600);
    const chosen = holderOf(plan, state);
    /** @type {{mark: Mark, x: number, y: number, number: number}[]} */
    const there = [];
    plan.holders.forEach((holder, number) => {
      const mark = made[number];
      if (!mark) return;
      const at = present(holder, state.time, plan.end) ? place(holder, state.time) : null;
      mark.group.setAttribute("visibility", at ? "visible" : "hidden");
      if (!at) return;
      const turn = at.dx || at.dy ? (Math.atan2(at.dx, -at.dy) * 180) / Math.PI : 0;
      const [x, y] = [Math.round(at.x), Math.round(at.y)];
      mark.group.setAttribute("transform", `translate(${x} ${y}) scale(${unit.toFixed(3)})`);
      mark.sign.setAttribute("transform", `rotate(${Math.round(turn)})`);
      mark.group.classList.toggle("on", number === chosen);
      there.push({ mark, x: (at.x - state.box.x) / unit, y: (at.y - state.box.y) / unit, number });
    });
    there.sort((one, other) => Number(other.number === chosen) - Number(one.number === chosen));
    label(there, map.clientWidth || 600);
  }

  store.on((state, before) => {
    if (state.time !== before.time || state.box !== before.box || state.chosen !== before.chosen || state === before) {
      move(state);
    }
    if (state.chosen !== before.chosen || state === before) trail.setAttribute("d", trackOf(plan, state));
  });
  new ResizeObserver(() => move(store.get())).observe(map);
}

/**
 * @param {{mark: Mark, x: number, y: number}[]} there
 * @param {number} wide the map's, in pixels
 */
function label(there, wide) {
  const wanted = there.map(({ mark, x, y }) => ({ x, y, wide: mark.wide, side: mark.side }));
  arrange(wanted, wide).forEach((side, number) => {
    const one = there[number];
    const want = wanted[number];
    if (!one || !want) return;
    one.mark.label.setAttribute("visibility", side < 0 ? "hidden" : "inherit");
    if (side < 0) return;
    one.mark.side = side;
    const [left, middle] = corner(want, side);
    one.mark.label.setAttribute("x", (left - one.x).toFixed(1));
    one.mark.label.setAttribute("y", (middle - one.y + 4).toFixed(1));
  });
}

/**
 * @param {Holder} holder
 * @param {number} number
 * @returns {Mark}
 */
function make(holder, number) {
  const group = svg("g", { class: holder.air ? "mark air" : "mark ship", "data-h": number });
  const title = svg("title");
  title.textContent = `${holder.name} (${holder.nation})`;
  const sign = svg("path", { d: holder.air ? AIRCRAFT : SHIP });
  const label = svg("text");
  const name = [...holder.name];
  label.textContent = name.length > 24 ? `${name.slice(0, 23).join("")}…` : holder.name;
  group.append(title, svg("circle", { r: 11, class: "touch" }), sign, label);
  return { group, sign, label, wide: (label.textContent?.length ?? 0) * LETTER_PX, side: -1 };
}

/**
 * The holder that was chosen, by itself or with its task; -1 for none.
 * @param {Plan} plan
 * @param {State} state
 */
export function holderOf(plan, state) {
  if (state.chosen?.kind === "holder") return state.chosen.number;
  return state.chosen?.kind === "task" ? (plan.tasks[state.chosen.number]?.holder ?? -1) : -1;
}

/**
 * The whole track of the holder that was chosen, as a path.
 * @param {Plan} plan
 * @param {State} state
 */
function trackOf(plan, state) {
  const holder = plan.holders[holderOf(plan, state)];
  if (!holder || holder.t.length < 2) return "";
  return `M${holder.x.map((x, at) => `${x} ${holder.y[at]}`).join("L")}`;
}
