import { until } from "./model.js";

/**
 * @typedef {import("./model.js").Plan} Plan
 * @typedef {import("./model.js").Holder} Holder
 * @typedef {import("./model.js").Sector} Sector
 */

/**
 * Where a holder is, and the direction in which it moves; null where nothing is known of it.
 * @param {Holder} holder
 * @param {number} time
 */
export function place(holder, time) {
  const { t, x, y } = holder;
  if (t.length === 0) return null;
  const after = until(t.length, (at) => t[at] ?? 0, time);
  const from = Math.max(0, after - 1);
  const to = Math.min(t.length - 1, Math.max(after, 0));
  const [x0, y0, x1, y1] = [x[from] ?? 0, y[from] ?? 0, x[to] ?? 0, y[to] ?? 0];
  const span = (t[to] ?? 0) - (t[from] ?? 0);
  const part = span > 0 ? (time - (t[from] ?? 0)) / span : 0;
  return { x: x0 + part * (x1 - x0), y: y0 + part * (y1 - y0), dx: x1 - x0, dy: y1 - y0 };
}

/**
 * Whether a holder is with the cell, or in the air; at the very end as just before it.
 * @param {Holder} holder
 * @param {number} time
 * @param {number} end the horizon's
 */
export function present(holder, time, end) {
  return holder.present.some(([from, to]) => from <= time && (time < to || (time === to && to === end)));
}

/**
 * The task that a holder is on, or -1.
 * @param {Plan} plan
 * @param {Holder} holder
 * @param {number} time
 */
export function taskAt(plan, holder, time) {
  const count = until(holder.tasks.length, (at) => plan.tasks[holder.tasks[at] ?? 0]?.start ?? 0, time);
  const task = holder.tasks[count - 1];
  return task !== undefined && (plan.tasks[task]?.end ?? 0) > time ? task : -1;
}

/**
 * The first task that a holder begins after a time, or -1.
 * @param {Plan} plan
 * @param {Holder} holder
 * @param {number} time
 */
export function nextTask(plan, holder, time) {
  const count = until(holder.tasks.length, (at) => plan.tasks[holder.tasks[at] ?? 0]?.start ?? 0, time);
  return holder.tasks[count] ?? -1;
}

/**
 * What else a holder does: the kind of its span, or "idle".
 * @param {Holder} holder
 * @param {number} time
 */
export function doing(holder, time) {
  return holder.spans.find((span) => span.start <= time && time < span.end)?.kind ?? "idle";
}

/**
 * 2 where somebody is on task in a sector, 1 where a look ended less than the stay ago, else 0.
 * @param {Plan} plan
 * @param {Sector} sector
 * @param {number} time
 */
export function watch(plan, sector, time) {
  const begun = until(sector.tasks.length, (at) => plan.tasks[sector.tasks[at] ?? 0]?.start ?? 0, time);
  const end = sector.latest[begun - 1];
  if (end === undefined) return 0;
  if (end > time) return 2;
  return time - end < plan.stay ? 1 : 0;
}

/**
 * Parts of the water, weighed by what is expected there, that are held and that are held or seen, by slot.
 * @param {Plan} plan
 */
export function watched(plan) {
  const all = plan.sectors.reduce((sum, sector) => sum + sector.expected, 0) || 1;
  const held = new Float64Array(plan.steps);
  const known = new Float64Array(plan.steps);
  for (const sector of plan.sectors) {
    if (sector.tasks.length === 0) continue;
    for (let step = 0; step < plan.steps; step++) {
      const state = watch(plan, sector, (step + 0.5) * plan.slot);
      if (state === 2) held[step] = (held[step] ?? 0) + sector.expected / all;
      if (state >= 1) known[step] = (known[step] ?? 0) + sector.expected / all;
    }
  }
  return { held, known };
}
