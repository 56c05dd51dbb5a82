/**
 * @typedef {{kind: "holder" | "sector" | "task", number: number}} Chosen
 * @typedef {"watch" | "slot" | "whole"} Colours
 * @typedef {{time: number, playing: boolean, speed: number, colours: Colours, chosen: Chosen | null,
 *   box: {x: number, y: number, wide: number}}} State
 *   `time` seconds from the horizon's start; `speed` hours of the plan to a second; `box` the part of the map that is
 *   shown, in map units.
 * @typedef {{get: () => State, set: (change: Partial<State>) => void, on: (listener: Listener) => void}} Store
 * @typedef {(state: State, before: State) => void} Listener
 */

/**
 * The page's state: one value, replaced whole; listeners hear of each change, with what was before.
 * @param {State} initial
 * @returns {Store}
 */
export function store(initial) {
  let state = initial;
  /** @type {Listener[]} */
  const listeners = [];
  return {
    get: () => state,
    set(change) {
      const before = state;
      state = { ...state, ...change };
      for (const listener of listeners) listener(state, before);
    },
    on(listener) {
      listeners.push(listener);
      listener(state, state);
    },
  };
}
