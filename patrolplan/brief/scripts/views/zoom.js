import { byId } from "./dom.js";

/**
 * Closer and wider: buttons, the wheel with Ctrl, and dragging.
 * @typedef {import("../plan/model.js").Plan} Plan
 * @typedef {import("../state.js").Store} Store
 * @typedef {{x: number, y: number, wide: number}} Box
 */

const WIDE = 10000;
const CLOSEST = 800;
const STEP = 1.5;
const DRAG_PX = 4;

/**
 * The part of the map after a change of size about a point, kept on the map.
 * @param {Box} box
 * @param {number} high the map's height in units
 * @param {number} times above 1 is closer
 * @param {number} x in units
 * @param {number} y
 * @returns {Box}
 */
export function zoomed(box, high, times, x, y) {
  const wide = Math.min(WIDE, Math.max(CLOSEST, box.wide / times));
  const part = wide / box.wide;
  return kept({ x: x - (x - box.x) * part, y: y - (y - box.y) * part, wide }, high);
}

/**
 * @param {Box} box
 * @param {number} high
 * @returns {Box}
 */
export function kept(box, high) {
  const tall = (box.wide * high) / WIDE;
  return {
    wide: box.wide,
    x: Math.min(WIDE - box.wide, Math.max(0, box.x)),
    y: Math.min(high - tall, Math.max(0, box.y)),
  };
}

/**
 * @param {Plan} plan
 * @param {Store} store
 */
export function zoom(plan, store) {
  const high = plan.map.high;
  const area = byId("map-box", HTMLElement);
  const unit = () => store.get().box.wide / (area.clientWidth || 600);
  /** @param {number} times */
  const about = (times) => {
    const { box } = store.get();
    const tall = (box.wide * high) / WIDE;
    store.set({ box: zoomed(box, high, times, box.x + box.wide / 2, box.y + tall / 2) });
  };
  byId("closer", HTMLButtonElement).addEventListener("click", () => about(STEP));
  byId("wider", HTMLButtonElement).addEventListener("click", () => about(1 / STEP));
  byId("all", HTMLButtonElement).addEventListener("click", () => store.set({ box: { x: 0, y: 0, wide: WIDE } }));
  area.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const { box } = store.get();
      const frame = area.getBoundingClientRect();
      const [x, y] = [box.x + (event.clientX - frame.left) * unit(), box.y + (event.clientY - frame.top) * unit()];
      store.set({ box: zoomed(box, high, event.deltaY < 0 ? STEP : 1 / STEP, x, y) });
    },
    { passive: false },
  );
  byId("zoom", HTMLElement).hidden = false;
  drag(store, area, high, unit);
}

/**
 * @param {Store} store
 * @param {HTMLElement} area
 * @param {number} high
 * @param {() => number} unit
 */
function drag(store, area, high, unit) {
  /** @type {{x: number, y: number, box: Box, far: boolean} | null} */
  let from = null;
  area.addEventListener("pointerdown", (event) => {
    if (event.button === 0 && store.get().box.wide < WIDE) {
      from = { x: event.clientX, y: event.clientY, box: store.get().box, far: false };
    }
  });
  area.addEventListener("pointermove", (event) => {
    if (!from) return;
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
    if (!from.far && Math.hypot(dx, dy) < DRAG_PX) return;
    if (!from.far) area.setPointerCapture(event.pointerId);
    from.far = true;
    const { x, y, wide } = from.box;
    store.set({ box: kept({ x: x - dx * unit(), y: y - dy * unit(), wide }, high) });
  });
  for (const end of /** @type {const} */ (["pointerup", "pointercancel"])) {
    area.addEventListener(end, () => {
      const moved = from?.far ?? false;
      from = null;
      if (moved) area.addEventListener("click", (event) => event.stopPropagation(), { capture: true, once: true });
    });
  }
  store.on((state) => area.classList.toggle("movable", state.box.wide < WIDE));
}
