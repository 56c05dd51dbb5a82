import { decode } from "./plan/model.js";
import { store } from "./state.js";
import { changes } from "./views/changes.js";
import { chosen } from "./views/chosen.js";
import { controls } from "./views/controls.js";
import { marks } from "./views/marks.js";
import { panel } from "./views/panel.js";
import { timelines } from "./views/timelines.js";
import { water } from "./views/water.js";
import { zoom } from "./views/zoom.js";

/**
 * The page comes alive: everything that stands without scripts stays, and follows the time shown.
 */
function start() {
  const plan = decode(document.getElementById("plan")?.textContent ?? "");
  const page = store({
    time: 0,
    playing: false,
    speed: 3,
    colours: "watch",
    chosen: null,
    box: { x: 0, y: 0, wide: 10000 },
  });
  document.documentElement.classList.add("scripted");
  water(plan, page);
  marks(plan, page);
  panel(plan, page);
  chosen(plan, page);
  changes(plan, page);
  timelines(plan, page);
  controls(plan, page);
  zoom(plan, page);
}

start();
