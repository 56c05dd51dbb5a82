import { decode } from "../../../patrolplan/brief/scripts/plan/model.js";

/** A plan of two sectors, a ship with two tasks and a sortie with one, as the page's block of JSON has it. */
export function small() {
  return decode(
    JSON.stringify({
      start: Date.UTC(2018, 8, 30, 22) / 1000,
      slot: 3600,
      steps: 12,
      stay: 7200,
      edges: [0.005, 0.1, 0.25, 0.5, 0.75, 0.9],
      counts: "transfers",
      map: { high: 10000, west: 170, east: 190, scale: 10000 / ((20 * Math.PI) / 180), top: 0.6 },
      periods: [0, 6],
      sun: [...Array(14).keys()].map((hour) => [170 - 15 * hour, -2.5]),
      sectors: [
        ["A", "NORTH", "31-00.0N 123-00.0E", 780, 3, 1],
        ["B", "SOUTH", "30-00.0N 123-00.0E", 780, 1, 0],
      ],
      coverage: ["A_fABCDEFGHI", "AAAAAAAAAAAA"],
      holders: [
        {
          name: "SHIP",
          asset: "SHIP",
          nation: "AUS",
          air: false,
          present: [[0, 43200]],
          spans: [["transit", 14400, 18000]],
          t: [0, 3600, 3600],
          x: [100, 100, 0],
          y: [0, 0, 50],
        },
        {
          name: "P-8/1",
          asset: "P-8",
          nation: "USA",
          air: true,
          present: [[3600, 7200]],
          spans: [],
          t: [],
          x: [],
          y: [],
        },
      ],
      tasks: [
        [0, 0, 0, 14400],
        [1, 1, 3600, 5400],
        [0, 0, 18000, 21600],
      ],
      handovers: [[3600, 0, 1]],
      zones: [[null, 3600]],
    }),
  );
}
