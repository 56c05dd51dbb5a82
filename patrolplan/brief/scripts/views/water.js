import { darkPath, overhead } from "../plan/sun.js";
import { watch } from "../plan/whereabouts.js";
import { paced } from "../state.js";
import { byId, svg } from "./dom.js";

/**
 * The water's colours, the darkness over it, zones that come and go, and the map's size.
 * @typedef {import("../plan/model.js").Plan} Plan
 * @typedef {import("../state.js").State} State
 * @typedef {import("../state.js").Store} Store
 */

const TWILIGHT = -0.833;
const NIGHT = -6;
const COLOUR_MS = 100;
const DARK_MS = 250;

/**
 * @param {Plan} plan
 * @param {Store} store
 */
export function water(plan, store) {
  const map = byId("map", SVGSVGElement);
  const layers = [map, byId("map-above", SVGSVGElement), byId("map-below", SVGSVGElement)];
  const paths = [...map.querySelectorAll("path.sector")];
  const whole = paths.map((path) => path.getAttribute("class") ?? "sector");
  const shown = [...whole];
  const zones = [...map.querySelectorAll(".zone")];
  const twilight = svg("path", { class: "twilight" });
  const night = svg("path", { class: "night-shade" });
  byId("dark", SVGGElement).append(twilight, night);
  let shaded = NaN;

  /** @param {State} state */
  function colour(state) {
    const slot = Math.min(plan.steps - 1, Math.floor(state.time / plan.slot));
    plan.sectors.forEach((sector, number) => {
      const kind =
        state.colours === "watch"
          ? `sector w${watch(plan, sector, state.time)}`
          : state.colours === "slot"
            ? `sector c${sector.shades[slot] ?? 0}`
            : (whole[number] ?? "sector");
      if (shown[number] !== kind) {
        shown[number] = kind;
        paths[number]?.setAttribute("class", kind);
      }
    });
  }

  /** @param {State} state */
  function darken(state) {
    const moment = Math.round(state.time / 300) * 300;
    if (moment === shaded) return;
    shaded = moment;
    const sun = overhead(plan.sun, moment);
    twilight.setAttribute("d", darkPath(plan.map, sun, TWILIGHT));
    night.setAttribute("d", darkPath(plan.map, sun, NIGHT));
    plan.zones.forEach((zone, number) => {
      const open = (zone.start !== null && moment < zone.start) || (zone.end !== null && moment >= zone.end);
      zones[number]?.classList.toggle("open", open);
    });
  }

  /** @param {State} state */
  function frame(state) {
    const high = (state.box.wide * plan.map.high) / 10000;
    for (const one of layers) {
      one.setAttribute("viewBox", `${state.box.x} ${state.box.y} ${state.box.wide} ${high}`);
      one.style.setProperty("--u", String(unit(state)));
    }
    map.classList.toggle("near", unit(state) < 8);
  }

  /** @param {State} state */
  function unit(state) {
    return state.box.wide / (map.clientWidth || 600);
  }

  new ResizeObserver(() => store.set({})).observe(map);
  const coloured = paced(store, COLOUR_MS, colour);
  const darkened = paced(store, DARK_MS, darken);
  let wide = 0;
  store.on((state, before) => {
    if (state.box !== before.box || map.clientWidth !== wide) {
      wide = map.clientWidth;
      frame(state);
    }
    if (state.time !== before.time || state.colours !== before.colours || state === before) {
      coloured();
      darkened();
    }
    document.documentElement.dataset["colours"] = state.colours;
  });
}
