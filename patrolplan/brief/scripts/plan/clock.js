const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/** @param {number} value */
function two(value) {
  return String(value).padStart(2, "0");
}

/**
 * Day, hour and minute: 241200Z; seconds are cut off.
 * @param {number} start the horizon's start, seconds of the epoch
 * @param {number} seconds from there
 */
export function short(start, seconds) {
  const moment = new Date((start + seconds) * 1000);
  return `${two(moment.getUTCDate())}${two(moment.getUTCHours())}${two(moment.getUTCMinutes())}Z`;
}

/**
 * A full date-time group: 241200ZSEP18.
 * @param {number} start
 * @param {number} seconds
 */
export function dtg(start, seconds) {
  const moment = new Date((start + seconds) * 1000);
  const month = MONTHS[moment.getUTCMonth()];
  return `${short(start, seconds)}${month}${two(moment.getUTCFullYear() % 100)}`;
}
