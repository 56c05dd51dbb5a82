const RADIANS = Math.PI / 180;
const WIDE = 10000;

/** @typedef {import("./model.js").MapFrame} MapFrame */

/**
 * Where the sun stands overhead, between the hours given.
 * @param {[number, number][]} hourly longitude and latitude at each full hour from the start
 * @param {number} time seconds
 * @returns {[number, number]}
 */
export function overhead(hourly, time) {
  const hour = Math.min(Math.floor(time / 3600), hourly.length - 2);
  const [from, to] = [hourly[Math.max(0, hour)], hourly[Math.max(0, hour) + 1]];
  if (!from || !to) return [0, 0];
  const part = time / 3600 - Math.max(0, hour);
  const turned = to[0] - from[0] - 360 * Math.round((to[0] - from[0]) / 360);
  return [from[0] + part * turned, from[1] + part * (to[1] - from[1])];
}

/**
 * The part of a parallel on which the sun is lower than `height`: half its width in degrees of longitude, on
 * either side of the meridian opposite to the sun. 0 for none of it, 180 for all.
 * @param {number} lat
 * @param {number} declination
 * @param {number} height all in degrees
 */
export function darkHalf(lat, declination, height) {
  const [phi, delta] = [lat * RADIANS, declination * RADIANS];
  const cosine = (Math.sin(height * RADIANS) - Math.sin(phi) * Math.sin(delta)) / (Math.cos(phi) * Math.cos(delta));
  if (cosine >= 1) return 180;
  return cosine <= -1 ? 0 : 180 - Math.acos(cosine) / RADIANS;
}

/**
 * The path of the map's water and land on which the sun is lower than `height` degrees.
 * @param {MapFrame} map
 * @param {[number, number]} sun where it stands overhead
 * @param {number} height
 */
export function darkPath(map, sun, height) {
  const rows = 40;
  const middle = (map.west + map.east) / 2;
  const opposite = sun[0] + 180 - 360 * Math.round((sun[0] + 180 - middle) / 360);
  const parts = [];
  for (const turn of [-360, 0, 360]) {
    /** @type {[number, number, number][]} */
    let run = [];
    for (let row = 0; row <= rows; row++) {
      const y = (map.high * row) / rows;
      const lat = Math.atan(Math.sinh(map.top - y / map.scale)) / RADIANS;
      const half = darkHalf(lat, sun[1], height);
      const left = across(map, opposite + turn - half);
      const right = across(map, opposite + turn + half);
      if (right > left) run.push([y, left, right]);
      if (right <= left || row === rows) {
        if (run.length > 1) parts.push(outline(run));
        run = [];
      }
    }
  }
  return parts.join("");
}

/**
 * Map units of a longitude, kept on the map.
 * @param {MapFrame} map
 * @param {number} lon
 */
function across(map, lon) {
  return Math.round(Math.min(WIDE, Math.max(0, (lon - map.west) * RADIANS * map.scale)));
}

/** @param {[number, number, number][]} run */
function outline(run) {
  const down = run.map(([y, left]) => `${left} ${Math.round(y)}`);
  const up = run.map(([y, , right]) => `${right} ${Math.round(y)}`).reverse();
  return `M${[...down, ...up].join("L")}z`;
}
