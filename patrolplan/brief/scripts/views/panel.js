import { short } from "../plan/clock.js";
import { doing, nextTask, present, taskAt } from "../plan/whereabouts.js";
import { paced } from "../state.js";
import { byId, html, say } from "./dom.js";

/**
 * Beside the map: who is where, and the next hand-overs.
 * @typedef {import("../plan/model.js").Plan} Plan
 * @typedef {import("../plan/model.js").Holder} Holder
 * @typedef {import("../state.js").State} State
 * @typedef {import("../state.js").Store} Store
 */

/** @type {Record<string, string>} */
const WORDS = {
  transit: "transit",
  hold: "waits under way",
  wait: "waits",
  replenish: "replenishes",
  port: "in port",
  relief: "relief on station",
  idle: "no task",
};
const MOST = 6;
const FILL_MS = 250;

/**
 * What a holder does at a time, in words.
 * @param {Plan} plan
 * @param {Holder} holder
 * @param {number} time
 */
export function told(plan, holder, time) {
  const now = plan.tasks[taskAt(plan, holder, time)];
  const next = plan.tasks[nextTask(plan, holder, time)];
  const then = next ? `${plan.sectors[next.sector]?.id} from ${short(plan.start, next.start)}` : "";
  if (now) {
    return [`${plan.sectors[now.sector]?.id} until ${short(plan.start, now.end)}`, then];
  }
  return [WORDS[doing(holder, time)] ?? doing(holder, time), then];
}

/**
 * @param {Plan} plan
 * @param {Store} store
 */
export function panel(plan, store) {
  byId("panel", HTMLElement).hidden = false;
  const rows = plan.holders.map((holder, number) => {
    const row = html("tr", "", { "data-h": String(number) });
    const name = html("th", "", { scope: "row" });
    name.append(html("button", holder.name, { type: "button", class: "link", "data-h": String(number) }));
    const cells = [html("td"), html("td")];
    row.append(name, html("td", holder.nation), ...cells);
    return { row, cells };
  });
  const table = html("table");
  const head = html("tr");
  head.append(...["Holder", "Nation", "Now", "Then"].map((word) => html("th", word, { scope: "col" })));
  const body = html("tbody");
  body.append(...rows.map(({ row }) => row));
  const top = html("thead");
  top.append(head);
  table.append(top, body);
  const none = html("p", "Nobody is with the cell at this time.");
  byId("who", HTMLElement).append(none, table);
  const next = byId("next", HTMLElement);
  const said = byId("said", HTMLElement);

  /** @param {State} state */
  function fill(state) {
    let here = 0;
    let on = 0;
    plan.holders.forEach((holder, number) => {
      const there = present(holder, state.time, plan.end);
      const one = rows[number];
      if (!one) return;
      if (one.row.hidden === there) one.row.hidden = !there;
      if (!there) return;
      here += 1;
      on += Number(taskAt(plan, holder, state.time) >= 0);
      told(plan, holder, state.time).forEach((text, at) => {
        const cell = one.cells[at];
        if (cell) say(cell, text);
      });
    });
    none.hidden = here > 0;
    table.hidden = here === 0;
    reliefs(plan, state.time, next);
    if (!state.playing) say(said, `${short(plan.start, state.time)}: ${here} with the cell, ${on} on task`);
  }

  const filled = paced(store, FILL_MS, fill);
  store.on((state, before) => {
    if (state.time !== before.time || state.playing !== before.playing || state === before) filled();
  });
}

/**
 * @param {Plan} plan
 * @param {number} time
 * @param {HTMLElement} list
 */
function reliefs(plan, time, list) {
  const coming = plan.handovers.filter((one) => one.time >= time).slice(0, MOST);
  const words = coming.map((one) => {
    const [giver, taker] = [plan.tasks[one.giver], plan.tasks[one.taker]];
    const [from, to] = [plan.holders[giver?.holder ?? -1]?.name, plan.holders[taker?.holder ?? -1]?.name];
    return `${short(plan.start, one.time)} ${plan.sectors[taker?.sector ?? -1]?.id}: ${from} to ${to}`;
  });
  const key = words.join("\n") || "No hand-over is left.";
  if (list.dataset["key"] === key) return;
  list.dataset["key"] = key;
  const items = html("ol");
  items.append(
    ...coming.map((one, at) => {
      const item = html("li");
      item.append(html("button", words[at] ?? "", { type: "button", class: "link", "data-t": String(one.taker) }));
      return item;
    }),
  );
  list.replaceChildren(coming.length ? items : html("p", key));
}
