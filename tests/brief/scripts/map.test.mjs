import assert from "node:assert/strict";
import test from "node:test";
import { arrange, corner } from "../../../patrolplan/brief/scripts/plan/labels.js";
import { darkHalf, darkPath, overhead } from "../../../patrolplan/brief/scripts/plan/sun.js";
import { paced, store } from "../../../patrolplan/brief/scripts/state.js";
import { kept, zoomed } from "../../../patrolplan/brief/scripts/views/zoom.js";
import { small } from "./plan.mjs";

const { map } = small();

test("half of a parallel is dark at an equinox, none at midsummer's pole, all at midwinter's", () => {
  assert.ok(Math.abs(darkHalf(30, 0, 0) - 90) < 1e-9);
  assert.equal(darkHalf(80, 23.4, 0), 0);
  assert.equal(darkHalf(80, -23.4, -6), 180);
  assert.ok(darkHalf(30, 0, -6) < darkHalf(30, 0, 0));
});

test("the sun goes west between the hours, also across the antimeridian", () => {
  assert.deepEqual(
    overhead(
      [
        [10, 1],
        [-5, 2],
        [-20, 3],
      ],
      5400,
    ),
    [-12.5, 2.5],
  );
  assert.deepEqual(
    overhead(
      [
        [-175, 0],
        [170, 0],
      ],
      1800,
    ),
    [-182.5, 0],
  );
  assert.deepEqual(
    overhead(
      [
        [10, 1],
        [-5, 2],
      ],
      7200,
    ),
    [-20, 3],
  );
});

test("noon over the map leaves it light, midnight covers it all, evening its eastern part", () => {
  assert.equal(darkPath(map, [180, 0], 0), "");
  const midnight = darkPath(map, [0, 0], 0);
  assert.match(midnight, /^M0 0L/);
  assert.match(midnight, /10000 10000/);
  const evening = darkPath(map, [90, 0], 0);
  const xs = [...evening.matchAll(/[ML](\d+) /g)].map((found) => Number(found[1]));
  assert.ok(Math.min(...xs) > 4000 && Math.max(...xs) === 10000);
});

test("labels cover neither each other nor a mark, and stay where they were", () => {
  const labels = [
    { x: 100, y: 100, wide: 60, side: -1 },
    { x: 110, y: 102, wide: 60, side: -1 },
    { x: 104, y: 110, wide: 60, side: -1 },
  ];
  const sides = arrange(labels, 400);
  const boxes = sides.map((side, at) => {
    const [left, middle] = corner(labels[at], side);
    return [left, middle - 6.5, left + 60, middle + 6.5];
  });
  for (const [at, one] of boxes.entries()) {
    for (const other of boxes.slice(at + 1)) {
      assert.ok(one[2] <= other[0] || other[2] <= one[0] || one[3] <= other[1] || other[3] <= one[1]);
    }
  }
  assert.deepEqual(arrange([{ x: 100, y: 100, wide: 60, side: 1 }], 400), [1]);
  assert.deepEqual(arrange([{ x: 390, y: 100, wide: 60, side: 0 }], 400), [1]);
});

test("a label without room is left out rather than put over others", () => {
  const crowd = [...Array(30).keys()].map((at) => ({ x: 100 + at, y: 100, wide: 80, side: -1 }));
  assert.ok(arrange(crowd, 400).includes(-1));
});

test("closer keeps the point under the pointer, and never leaves the map", () => {
  const whole = { x: 0, y: 0, wide: 10000 };
  const near = zoomed(whole, 12000, 2, 2500, 3000);
  assert.deepEqual(near, { x: 1250, y: 1500, wide: 5000 });
  assert.deepEqual(zoomed(near, 12000, 1 / 64, 0, 0), whole);
  assert.equal(zoomed(whole, 12000, 1000, 0, 0).wide, 800);
  assert.deepEqual(kept({ x: -50, y: 99999, wide: 5000 }, 12000), { x: 0, y: 6000, wide: 5000 });
});

test("the state is replaced, and listeners hear what was before", () => {
  const page = store({
    time: 0,
    playing: false,
    speed: 1,
    colours: "watch",
    chosen: null,
    box: { x: 0, y: 0, wide: 1 },
  });
  const heard = [];
  page.on((state, before) => heard.push([before.time, state.time]));
  page.set({ time: 60 });
  assert.deepEqual(heard, [
    [0, 0],
    [0, 60],
  ]);
  assert.equal(page.get().playing, false);
});

test("what is paced acts at once after a rest, and always on the last state", async () => {
  const page = store({
    time: 0,
    playing: false,
    speed: 1,
    colours: "watch",
    chosen: null,
    box: { x: 0, y: 0, wide: 1 },
  });
  const acted = [];
  const listen = paced(page, 20, (state) => acted.push(state.time));
  page.on(listen);
  for (let time = 1; time <= 50; time++) page.set({ time });
  assert.deepEqual(acted, [0]);
  await new Promise((done) => setTimeout(done, 60));
  assert.deepEqual(acted, [0, 50]);
});
