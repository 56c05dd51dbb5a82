/**
 * An element by its id.
 * @template {Element} E
 * @param {string} id
 * @param {new (...args: any[]) => E} kind
 * @returns {E}
 */
export function byId(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
}

/**
 * A new element of SVG.
 * @template {keyof SVGElementTagNameMap} N
 * @param {N} name
 * @param {Record<string, string | number>} [attributes]
 * @returns {SVGElementTagNameMap[N]}
 */
export function svg(name, attributes = {}) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

/**
 * A new element of HTML with text in it; text never becomes markup.
 * @template {keyof HTMLElementTagNameMap} N
 * @param {N} name
 * @param {string} [text]
 * @param {Record<string, string>} [attributes]
 * @returns {HTMLElementTagNameMap[N]}
 */
export function html(name, text = "", attributes = {}) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/**
 * Set text only where it differs: nothing is laid out again for what stays.
 * @param {Element} element
 * @param {string} text
 */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * The number that an element, or the nearest one round it, has under a key (`t`, `h`, `s`, `p`), or -1.
 * @param {EventTarget | null} target
 * @param {string} key
 */
export function numberOf(target, key) {
  const found = target instanceof Element ? target.closest(`[data-${key}]`) : null;
  const text = found?.getAttribute(`data-${key}`);
  return text === null || text === undefined ? -1 : Number(text);
}
