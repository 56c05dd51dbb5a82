import { arrange, corner } from "../plan/labels.js";
import { place, present } from "../plan/whereabouts.js";
import { paced } from "../state.js";
import { byId, html, svg } from "./dom.js";

/**
 * Ships and aircraft on the map, and the track of the one that was chosen.
 * @typedef {import("../plan/model.js").Plan} Plan
 * @typedef {import("../plan/model.js").Holder} Holder
 * @typedef {import("../state.js").State} State
 * @typedef {import("../state.js").Store} Store
 * @typedef {{whole: HTMLElement, sign: SVGPathElement, label: HTMLElement, wide: number, side: number, there: boolean,
 *   on: boolean, turn: number, x: number, y: number}} Mark
 *   `x` and `y` are parts of the map's width and height; `wide` its label's, in pixels; `turn` in degrees
 */

const SHIP = "M0 -8L5 6L0 3L-5 6z";
const AIRCRAFT = "M0 -8L2 -2L9 2L9 4L2 3L1 7L4 9L-4 9L-1 7L-2 3L-9 4L-9 2L-2 -2z";
const LETTER_PX = 6.3;
const LONGEST = 24;
const LABEL_MS = 150;

/**
 * Marks lie over the map, each as large as the map itself, so that its place is a part of that: moving one is
 * work for the compositor alone, and it stays in place when the map is printed in another size.
 * @param {Plan} plan
 * @param {Store} store
 */
export function marks(plan, store) {
  const layer = byId("marks", HTMLElement);
  const trail = svg("path", { class: "trail" });
  byId("chosen", SVGGElement).append(trail);
  const made = plan.holders.map((holder, number) => make(holder, number));
  layer.append(...made.map((mark) => mark.whole));
  const map = byId("map", SVGSVGElement);
  let [wide, high] = [600, 600];

  /** @param {State} state */
  function move(state) {
    const chosen = holderOf(plan, state);
    const tall = (state.box.wide * plan.map.high) / 10000;
    plan.holders.forEach((holder, number) => {
      const mark = made[number];
      if (!mark) return;
      const at = present(holder, state.time, plan.end) ? place(holder, state.time) : null;
      const x = at ? (at.x - state.box.x) / state.box.wide : -1;
      const y = at ? (at.y - state.box.y) / tall : -1;
      const there = x >= 0 && x <= 1 && y >= 0 && y <= 1;
      if (mark.there !== there) {
        mark.there = there;
        mark.whole.style.visibility = there ? "visible" : "hidden";
      }
      if (!at || !there) return;
      // Whole pixels: letters between two of them are blurred.
      [mark.x, mark.y] = [Math.round(x * wide) / wide, Math.round(y * high) / high];
      mark.whole.style.transform = `translate(${(100 * mark.x).toFixed(3)}%, ${(100 * mark.y).toFixed(3)}%)`;
      const turn = at.dx || at.dy ? Math.round((Math.atan2(at.dx, -at.dy) * 18) / Math.PI) * 10 : mark.turn;
      if (turn !== mark.turn) {
        mark.turn = turn;
        mark.sign.setAttribute("transform", `rotate(${turn})`);
      }
      if (mark.on !== (number === chosen)) {
        mark.on = number === chosen;
        mark.whole.classList.toggle("on", mark.on);
      }
    });
  }

  /** Labels, the chosen one's first. */
  function label() {
    const there = made.filter((mark) => mark.there);
    there.sort((one, other) => Number(other.on) - Number(one.on));
    const wanted = there.map((mark) => ({ x: mark.x * wide, y: mark.y * high, wide: mark.wide, side: mark.side }));
    arrange(wanted, wide).forEach((side, number) => {
      const one = there[number];
      const want = wanted[number];
      if (!one || !want) return;
      one.label.hidden = side < 0;
      if (side < 0 || side === one.side) return;
      one.side = side;
      const [left, middle] = corner(want, side);
      one.label.style.transform = `translate(${Math.round(left - want.x)}px, ${Math.round(middle - want.y - 8)}px)`;
    });
  }

  const labelled = paced(store, LABEL_MS, label);
  store.on((state, before) => {
    if (state.time !== before.time || state.box !== before.box || state.chosen !== before.chosen || state === before) {
      move(state);
      labelled();
    }
    if (state.chosen !== before.chosen || state === before) trail.setAttribute("d", trackOf(plan, state));
  });
  new ResizeObserver(() => {
    [wide, high] = [map.clientWidth || 600, map.clientHeight || 600];
    move(store.get());
    labelled();
  }).observe(map);
}

/**
 * @param {Holder} holder
 * @param {number} number
 * @returns {Mark}
 */
function make(holder, number) {
  const whole = html("div", "", { class: holder.air ? "mark air" : "mark ship", "data-h": String(number) });
  const drawn = svg("svg", { viewBox: "-11 -11 22 22", class: "sign" });
  const title = svg("title");
  title.textContent = `${holder.name} (${holder.nation})`;
  const sign = svg("path", { d: holder.air ? AIRCRAFT : SHIP });
  drawn.append(title, svg("circle", { r: 11, class: "touch" }), sign);
  const name = [...holder.name];
  const text = name.length > LONGEST ? `${name.slice(0, LONGEST - 1).join("")}…` : holder.name;
  const label = html("span", text, { class: "name" });
  whole.append(drawn, label);
  const wide = [...text].reduce((sum, letter) => sum + LETTER_PX * (letter > "\u2e80" ? 2 : 1), 0);
  return { whole, sign, label, wide, side: -1, there: false, on: false, turn: 0, x: 0, y: 0 };
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
