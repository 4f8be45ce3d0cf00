/** Small helpers to build the page without markup strings. */

/**
 * Makes an element: properties, `on…` listeners, `data-`/`aria-` and other attributes, then children.
 * @param {string} tag
 * @param {Record<string, unknown>} [options]
 * @param {...(Node|string|null|undefined|false)} children
 * @returns {HTMLElement}
 */
export function make(tag, options = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) setOption(element, name, value);
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function setOption(element, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name === 'class') element.className = value;
  else if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
  else if (name.includes('-') || name === 'role' || name === 'for') element.setAttribute(name, String(value));
  else element[name] = value;
}

const ICONS = {
  send: 'M3 10.5 17.5 3 12 17.5l-2.6-5.9L3 10.5Zm6.4 1.1 3.4-3.6',
  close: 'M5 5l10 10M15 5 5 15',
  menu: 'M3 5h14M3 10h14M3 15h14',
  window: 'M8 4H4.5A1.5 1.5 0 0 0 3 5.5v10A1.5 1.5 0 0 0 4.5 17h10a1.5 1.5 0 0 0 1.5-1.5V12M11 3h6v6M17 3l-7.5 7.5',
  sun: 'M10 6.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7ZM10 1.8v1.6M10 16.6v1.6M1.8 10h1.6M16.6 10h1.6M4.2 4.2l1.1 1.1M14.7 14.7l1.1 1.1M4.2 15.8l1.1-1.1M14.7 5.3l1.1-1.1',
  moon: 'M16.5 12.4A7 7 0 0 1 7.6 3.5a7 7 0 1 0 8.9 8.9Z',
  group:
    'M7 9a2.6 2.6 0 1 0 0-5.2A2.6 2.6 0 0 0 7 9Zm-4.8 7c0-2.6 2-4.2 4.8-4.2s4.8 1.6 4.8 4.2M13.2 9.2a2.2 2.2 0 1 0-1-4.2M13.6 12c2.4.1 4.2 1.5 4.2 3.7',
  channel: 'M7.6 3 6 17M14 3l-1.6 14M3.5 7.5h13.4M3 12.5h13.4',
  chat: 'M3.5 16.8l.9-3.2A6.8 6.8 0 1 1 7 16l-3.5.8Z',
  reply: 'M8 5 3.5 9.5 8 14M4 9.5h7a5 5 0 0 1 5 5V16',
  warning: 'M10 3.2 18 17H2L10 3.2ZM10 8v4M10 14.3v.2',
  attach: 'M13.6 6.2 7.4 12.4a1.6 1.6 0 0 0 2.3 2.3l6.4-6.5a3.3 3.3 0 0 0-4.6-4.6L5 10a5 5 0 0 0 7 7l4.5-4.4',
  file: 'M5 2.5h6.5L16 7v10.5H5a1 1 0 0 1-1-1v-13a1 1 0 0 1 1-1ZM11.5 2.5V7H16M7 11h6M7 14h6',
  download: 'M10 3v9.5M6 8.8l4 4 4-4M3.5 16.5h13',
  down: 'M10 4v12M5 11l5 5 5-5',
};

/** @param {keyof typeof ICONS} name @returns {SVGElement} a decorative icon in the text's colour */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

/** A round avatar with initials; the colour comes from the name, so that a person keeps theirs. */
export function avatar(name, { bot = false, small = false } = {}) {
  const classes = ['avatar', bot && 'bot', small && 'small', !bot && `hue-${hueOf(name)}`].filter(Boolean).join(' ');
  return make('span', { class: classes, 'aria-hidden': 'true' }, initialsOf(name));
}

function initialsOf(name) {
  const words = name.split(/[\s-]+/).filter((word) => /^\p{L}/u.test(word));
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return letters.map((word) => [...word][0].toUpperCase()).join('') || '?';
}

function hueOf(name) {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + letter.codePointAt(0)) % 997;
  return sum % 8;
}
