/**
 * @typedef {{x: number, y: number, wide: number, side: number}} Label
 *   a mark's place and its label's width, in pixels of the screen; `side` as chosen last (-1: none)
 */

const TALL = 13;
const AWAY = 9;

/**
 * Left edge and middle of a label on one of the sides of its mark: right, left, above, below, then the corners.
 * @param {Label} label
 * @param {number} side
 * @returns {[number, number]}
 */
export function corner(label, side) {
  if (side === 1) return [label.x - AWAY - label.wide, label.y];
  if (side >= 4)
    return [side < 6 ? label.x + AWAY / 2 : label.x - AWAY / 2 - label.wide, label.y + (side % 2 ? 1 : -1) * AWAY];
  if (side === 2) return [label.x - label.wide / 2, label.y - AWAY - TALL / 2];
  if (side === 3) return [label.x - label.wide / 2, label.y + AWAY + TALL / 2];
  return [label.x + AWAY, label.y];
}

/**
 * A side for each label on which it covers no other label and no mark, or -1; earlier ones choose first, and
 * each stays where it was as long as it can.
 * @param {Label[]} labels
 * @param {number} wide the map's width in pixels
 * @returns {number[]}
 */
export function arrange(labels, wide) {
  /** @type {[number, number, number, number][]} */
  const taken = labels.map((one) => [one.x - 6, one.y - 6, one.x + 6, one.y + 6]);
  return labels.map((label, number) => {
    const sides = [label.side, 0, 1, 2, 3, 4, 5, 6, 7].filter((side, at, all) => side >= 0 && all.indexOf(side) === at);
    for (const side of sides) {
      const [left, middle] = corner(label, side);
      /** @type {[number, number, number, number]} */
      const box = [left, middle - TALL / 2, left + label.wide, middle + TALL / 2];
      if (left >= 0 && box[2] <= wide && taken.every((other, at) => at === number || apart(box, other))) {
        taken.push(box);
        return side;
      }
    }
    return -1;
  });
}

/**
 * @param {[number, number, number, number]} one left, top, right, bottom
 * @param {[number, number, number, number]} other
 */
function apart(one, other) {
  return one[2] <= other[0] || other[2] <= one[0] || one[3] <= other[1] || other[3] <= one[1];
}
