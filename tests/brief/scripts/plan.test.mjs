import assert from "node:assert/strict";
import test from "node:test";
import { dtg, short } from "../../../patrolplan/brief/scripts/plan/clock.js";
import { shades, until } from "../../../patrolplan/brief/scripts/plan/model.js";
import {
  doing,
  nextTask,
  place,
  present,
  taskAt,
  watch,
  watched,
} from "../../../patrolplan/brief/scripts/plan/whereabouts.js";
import { tasksOf, words } from "../../../patrolplan/brief/scripts/views/chosen.js";
import { told } from "../../../patrolplan/brief/scripts/views/panel.js";
import { small } from "./plan.mjs";

const plan = small();
const [ship, sortie] = plan.holders;

test("differences become values, tasks find their sector and holder", () => {
  assert.deepEqual(ship.t, [0, 3600, 7200]);
  assert.deepEqual(ship.x, [100, 200, 200]);
  assert.deepEqual(ship.tasks, [0, 2]);
  assert.deepEqual(plan.sectors[0].tasks, [0, 2]);
  assert.deepEqual(plan.sectors[0].latest, [14400, 21600]);
  assert.equal(plan.end, 43200);
});

test("letters fall into the same shades as in the palette: A is nothing, _ is 90 % and more", () => {
  assert.deepEqual([...shades("A_fBHPgw", [0.005, 0.1, 0.25, 0.5, 0.75, 0.9])], [0, 6, 3, 1, 2, 2, 4, 5]);
});

test("until counts what is not above a limit, at both ends too", () => {
  const values = [1, 3, 3, 7];
  for (const [limit, count] of [
    [0, 0],
    [1, 1],
    [3, 3],
    [6, 3],
    [7, 4],
  ]) {
    assert.equal(
      until(4, (at) => values[at], limit),
      count,
    );
  }
  assert.equal(
    until(0, () => 0, 5),
    0,
  );
});

test("date-time groups roll over the month's end", () => {
  assert.equal(dtg(plan.start, 0), "302200ZSEP18");
  assert.equal(dtg(plan.start, 2 * 3600 + 59), "010000ZOCT18");
  assert.equal(short(plan.start, 2 * 3600), "010000Z");
});

test("a holder is between its points in proportion to time, and stays at the ends", () => {
  assert.deepEqual(place(ship, 1800), { x: 150, y: 0, dx: 100, dy: 0 });
  assert.equal(place(ship, -5).x, 100);
  const last = place(ship, 99999);
  assert.deepEqual([last.x, last.y], [200, 50]);
  assert.equal(place(sortie, 0), null);
});

test("present from start to end; at the horizon's end as just before it", () => {
  assert.equal(present(sortie, 3599, plan.end), false);
  assert.equal(present(sortie, 3600, plan.end), true);
  assert.equal(present(sortie, 7200, plan.end), false);
  assert.equal(present(ship, plan.end, plan.end), true);
});

test("the task at a time, the next one, and what is done between", () => {
  assert.equal(taskAt(plan, ship, 0), 0);
  assert.equal(taskAt(plan, ship, 14400), -1);
  assert.equal(nextTask(plan, ship, 14400), 2);
  assert.equal(nextTask(plan, ship, 18000), -1);
  assert.equal(doing(ship, 15000), "transit");
  assert.equal(doing(ship, 30000), "idle");
  assert.deepEqual(told(plan, ship, 15000), ["transit", "A from 010300Z"]);
  assert.deepEqual(told(plan, ship, 0), ["A until 010200Z", "A from 010300Z"]);
});

test("held, seen until the stay is over, then unseen", () => {
  const [a, b] = plan.sectors;
  assert.deepEqual(
    [0, 14399, 14400, 18000, 21600, 28799, 28800].map((time) => watch(plan, a, time)),
    [2, 2, 1, 2, 1, 1, 0],
  );
  assert.equal(watch(plan, b, 0), 0);
  const { held, known } = watched(plan);
  assert.deepEqual([...held], [0.75, 0.75, 0.75, 0.75, 0, 0.75, 0, 0, 0, 0, 0, 0]);
  assert.deepEqual([...known].slice(0, 5), [0.75, 1, 1, 0.75, 0.75]);
});

test("what is chosen is told in words, and its tasks are found", () => {
  assert.deepEqual(tasksOf(plan, { kind: "sector", number: 0 }), [0, 2]);
  assert.deepEqual(tasksOf(plan, { kind: "holder", number: 1 }), [1]);
  assert.deepEqual(tasksOf(plan, { kind: "task", number: 1 }), [1]);
  assert.deepEqual(tasksOf(plan, null), []);
  assert.equal(words(plan, { kind: "task", number: 1 }, 3600)[0], "P-8/1 in B");
  assert.match(words(plan, { kind: "sector", number: 0 }, 0)[2], /^33 % of 3.00 transfers/);
  assert.equal(words(plan, { kind: "holder", number: 0 }, 0)[1], "2 tasks in this plan");
  assert.deepEqual(words(plan, { kind: "sector", number: 99 }, 0), []);
});
