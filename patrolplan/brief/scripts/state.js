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

/**
 * A listener that acts at once where it has rested for `ms`, else as soon as it has: the last state is always
 * acted on, those before it may be left out. What is costly keeps pace, and does not hold up what moves.
 * @param {Store} page
 * @param {number} ms
 * @param {(state: State) => void} act
 * @param {() => number} [now]
 * @returns {() => void}
 */
export function paced(page, ms, act, now = () => performance.now()) {
  let last = -Infinity;
  let waiting = false;
  return () => {
    if (waiting) return;
    const rest = last + ms - now();
    if (rest <= 0) {
      last = now();
      act(page.get());
      return;
    }
    waiting = true;
    setTimeout(() => {
      waiting = false;
      last = now();
      act(page.get());
    }, rest);
  };
}
