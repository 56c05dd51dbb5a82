/**
 * What the page knows of the plan. Times are seconds from the horizon's start, places map units; things
 * go by their numbers.
 *
 * @typedef {{high: number, west: number, east: number, scale: number, top: number}} MapFrame
 *   `high` units tall and 10,000 wide; `west` and `east` in degrees; `scale` units to a radian; `top` is the
 *   upper edge in Mercator's y.
 * @typedef {{id: string, areas: string, at: string, nm2: number, expected: number, identified: number,
 *   shades: Uint8Array, tasks: number[], latest: number[]}} Sector
 *   `shades` by slot; `tasks` by start; `latest[i]` is the latest end of the first i + 1 of them.
 * @typedef {{kind: string, start: number, end: number}} Span
 * @typedef {{name: string, asset: string, nation: string, air: boolean, present: [number, number][],
 *   spans: Span[], tasks: number[], t: number[], x: number[], y: number[]}} Holder
 * @typedef {{holder: number, sector: number, start: number, end: number}} Task
 * @typedef {{time: number, giver: number, taker: number}} Handover
 * @typedef {{start: number | null, end: number | null}} Zone
 * @typedef {{start: number, slot: number, steps: number, stay: number, end: number, counts: string,
 *   map: MapFrame, periods: number[], sun: [number, number][], sectors: Sector[], holders: Holder[],
 *   tasks: Task[], handovers: Handover[], zones: Zone[]}} Plan
 */

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/**
 * Read the page's block of JSON.
 * @param {string} text
 * @returns {Plan}
 */
export function decode(text) {
  const raw = JSON.parse(text);
  /** @type {Task[]} */
  const tasks = raw.tasks.map((/** @type {number[]} */ one) => ({
    holder: one[0],
    sector: one[1],
    start: one[2],
    end: one[3],
  }));
  const sectors = raw.sectors.map((/** @type {any[]} */ one, /** @type {number} */ row) => ({
    id: one[0],
    areas: one[1],
    at: one[2],
    nm2: one[3],
    expected: one[4],
    identified: one[5],
    shades: shades(raw.coverage[row], raw.edges),
    tasks: [],
    latest: [],
  }));
  const holders = raw.holders.map((/** @type {any} */ one) => ({
    ...one,
    spans: one.spans.map((/** @type {[string, number, number]} */ [kind, start, end]) => ({ kind, start, end })),
    tasks: [],
    t: summed(one.t),
    x: summed(one.x),
    y: summed(one.y),
  }));
  tasks.forEach((task, number) => {
    const sector = sectors[task.sector];
    const before = sector.latest[sector.latest.length - 1] ?? -Infinity;
    sector.tasks.push(number);
    sector.latest.push(Math.max(before, task.end));
    holders[task.holder].tasks.push(number);
  });
  return {
    ...raw,
    end: raw.slot * raw.steps,
    sectors,
    holders,
    tasks,
    handovers: raw.handovers.map((/** @type {number[]} */ [time, giver, taker]) => ({ time, giver, taker })),
    zones: raw.zones.map((/** @type {(number | null)[]} */ [start, end]) => ({ start, end })),
  };
}

/**
 * A letter to a slot, in sixty-fourths, to the shade of the palette that it falls in.
 * @param {string} letters
 * @param {number[]} edges
 */
export function shades(letters, edges) {
  const found = new Uint8Array(letters.length);
  for (let slot = 0; slot < letters.length; slot++) {
    const level = LETTERS.indexOf(letters.charAt(slot));
    const coverage = level === 0 ? 0 : (level + 0.5) / 64;
    found[slot] = edges.filter((edge) => edge <= coverage).length;
  }
  return found;
}

/**
 * Differences to values.
 * @param {number[]} steps
 */
function summed(steps) {
  let last = 0;
  return steps.map((step) => {
    last += step;
    return last;
  });
}

/**
 * The number of values that are not above `limit`, in an order that does not fall.
 * @param {number} count
 * @param {(place: number) => number} value
 * @param {number} limit
 */
export function until(count, value, limit) {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value(middle) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
