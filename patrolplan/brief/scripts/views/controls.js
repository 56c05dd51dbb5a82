import { dtg } from "../plan/clock.js";
import { watched } from "../plan/whereabouts.js";
import { byId, html, say, svg } from "./dom.js";

/**
 * Time, colours, the search for a name, day and night, and the keyboard.
 * @typedef {import("../plan/model.js").Plan} Plan
 * @typedef {import("../state.js").Store} Store
 * @typedef {import("../state.js").Colours} Colours
 */

/**
 * @param {Plan} plan
 * @param {Store} store
 */
export function controls(plan, store) {
  byId("controls", HTMLElement).hidden = false;
  const slider = byId("time", HTMLInputElement);
  const play = byId("play", HTMLButtonElement);
  const clock = byId("clock", HTMLOutputElement);
  const colour = byId("colour", HTMLSelectElement);
  const speed = byId("speed", HTMLSelectElement);
  const theme = byId("theme", HTMLSelectElement);
  byId("watched", HTMLElement).append(strip(plan));
  slider.addEventListener("input", () => store.set({ time: Number(slider.value), playing: false }));
  play.addEventListener("click", () => toggle(plan, store));
  colour.addEventListener("change", () => store.set({ colours: /** @type {Colours} */ (colour.value) }));
  speed.addEventListener("change", () => store.set({ speed: Number(speed.value) }));
  theme.addEventListener("change", () => {
    document.documentElement.dataset["theme"] = theme.value;
  });
  find(plan, store);
  document.addEventListener("keydown", (event) => keyboard(plan, store, event));
  store.on((state) => {
    say(clock, dtg(plan.start, state.time));
    say(play, state.playing ? "Pause" : "Play");
    play.setAttribute("aria-pressed", String(state.playing));
    slider.value = String(state.time);
    slider.setAttribute("aria-valuetext", clock.textContent ?? "");
  });
  player(plan, store);
}

/**
 * @param {Plan} plan
 * @param {Store} store
 */
function toggle(plan, store) {
  const state = store.get();
  const over = !state.playing && state.time >= plan.end;
  store.set({ playing: !state.playing, ...(over ? { time: 0 } : {}) });
}

/**
 * Moves the time on with every picture that the browser draws.
 * @param {Plan} plan
 * @param {Store} store
 */
function player(plan, store) {
  let before = 0;
  /** @param {number} now */
  function frame(now) {
    const state = store.get();
    if (!state.playing) return;
    const passed = Math.min(now - before, 200) / 1000;
    before = now;
    const time = Math.min(plan.end, state.time + passed * state.speed * 3600);
    store.set({ time, playing: time < plan.end });
    requestAnimationFrame(frame);
  }
  store.on((state, old) => {
    if (state.playing && !old.playing) {
      before = performance.now();
      requestAnimationFrame(frame);
    }
  });
}

/**
 * Under the slider: how much of the water is held, and held or seen, at each time.
 * @param {Plan} plan
 */
function strip(plan) {
  const { held, known } = watched(plan);
  const drawn = svg("svg", { viewBox: `0 0 ${plan.steps} 100`, preserveAspectRatio: "none", class: "strip" });
  for (const [name, heights] of /** @type {const} */ ([
    ["seen", known],
    ["held", held],
  ])) {
    let d = "M0 100";
    heights.forEach((height, step) => {
      d += `V${(100 - 100 * height).toFixed(0)}H${step + 1}`;
    });
    drawn.append(svg("path", { d: `${d}V100z`, class: name }));
  }
  return drawn;
}

/**
 * Everything that can be chosen, by name.
 * @param {Plan} plan
 * @param {Store} store
 */
function find(plan, store) {
  const list = byId("find", HTMLSelectElement);
  /** @type {[string, string, {name: string, number: number}[]][]} */
  const groups = [
    [
      "Ships",
      "holder",
      named(
        plan.holders,
        (one) => one.name,
        (one) => !one.air,
      ),
    ],
    [
      "Sorties",
      "holder",
      named(
        plan.holders,
        (one) => one.name,
        (one) => one.air,
      ),
    ],
    [
      "Sectors",
      "sector",
      named(
        plan.sectors,
        (one) => one.id,
        () => true,
      ),
    ],
  ];
  for (const [title, kind, entries] of groups) {
    if (entries.length === 0) continue;
    const group = html("optgroup", "", { label: title });
    group.append(...entries.map(({ name, number }) => html("option", name, { value: `${kind} ${number}` })));
    list.append(group);
  }
  list.addEventListener("change", () => {
    const [kind, number] = list.value.split(" ");
    const known = kind === "holder" || kind === "sector";
    store.set({ chosen: known ? { kind, number: Number(number) } : null });
  });
  store.on((state) => {
    const { chosen } = state;
    list.value = chosen && chosen.kind !== "task" ? `${chosen.kind} ${chosen.number}` : "";
  });
}

/**
 * @template T
 * @param {T[]} things
 * @param {(one: T) => string} name
 * @param {(one: T) => boolean} wanted
 */
function named(things, name, wanted) {
  return things.map((one, number) => ({ one, number, name: name(one) })).filter(({ one }) => wanted(one));
}

/**
 * Space plays, arrows go a slot, with Shift a day; Home, End; Escape forgets what was chosen.
 * @param {Plan} plan
 * @param {Store} store
 * @param {KeyboardEvent} event
 */
function keyboard(plan, store, event) {
  const target = event.target instanceof Element ? event.target : null;
  if (event.key === "Escape") store.set({ chosen: null });
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (target?.closest("input, select, button, a, summary, [tabindex='0']")) return;
  const step = event.shiftKey ? 86400 : plan.slot;
  /** @type {Record<string, (time: number) => number>} */
  const moves = { ArrowRight: (at) => at + step, ArrowLeft: (at) => at - step, Home: () => 0, End: () => plan.end };
  const move = moves[event.key];
  if (event.key === " ") toggle(plan, store);
  else if (move) store.set({ time: Math.min(plan.end, Math.max(0, move(store.get().time))), playing: false });
  else return;
  event.preventDefault();
}
