/**
 * Rules of the Web Content Accessibility Guidelines 2.2 that a script can check. Each rule gives the
 * list of its breaches, empty where all is well.
 */

import { palette } from '../studio/palette.js';

const CONTROLS = 'a[href], button, input:not([type=file]), select, summary, [tabindex="0"], [role=button]';

const visible = (element) =>
  element.checkVisibility({ visibilityProperty: true }) && element.closest('[aria-hidden=true]') === null;

/** What a person can get at now: inside the open dialog if there is one. */
const scope = () => document.querySelector('dialog[open]') ?? document.body;

/** An element in words: its id or its place. */
function place(element) {
  if (element.id) {
    return `#${element.id}`;
  }
  const parent = element.parentElement;
  return `${parent === null ? '' : place(parent)} > ${element.localName}:nth-child(${[...(parent?.children ?? [])].indexOf(element) + 1})`;
}

const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });

/** [red, green, blue, alpha] of any CSS color, 0 to 255. */
function rgba(color) {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = color;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data];
}

const over = (top, ground) => {
  const share = top[3] / 255;
  return [0, 1, 2].map((i) => top[i] * share + ground[i] * (1 - share)).concat(255);
};

/** The color behind an element's text: all backgrounds from the page up to it, laid over one another. */
function ground(element) {
  const layers = [];
  for (let at = element; at !== null; at = at.parentElement) {
    const color = rgba(getComputedStyle(at).backgroundColor);
    layers.push(color);
    if (color[3] === 255) {
      break;
    }
  }
  return layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255, 255]);
}

const luminance = (color) => {
  const [r, g, b] = color.slice(0, 3).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

function ratio(a, b) {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

/** 1.4.3: text stands out by 4.5, large text by 3; what is disabled need not. */
export function contrast() {
  const breaches = [];
  const walker = document.createTreeWalker(scope(), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent.trim();
    if (text === '' || !visible(element) || element.closest(':disabled, svg, script, .hidden, .skip') !== null) {
      continue;
    }
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const behind = ground(element);
    const found = ratio(over(rgba(style.color), behind), behind);
    if (found < (large ? 3 : 4.5)) {
      breaches.push(`${place(element)} "${text.slice(0, 30)}" ${found.toFixed(2)}`);
    }
  }
  return breaches;
}

/** 1.4.11: what is drawn, and the edges of controls, stand out by 3. */
export function drawings() {
  const colors = palette();
  const surface = rgba(colors.surface);
  const breaches = [];
  for (const name of ['accent', 'downbeat', 'beat', 'wave', 'tempo', 'note', 'playhead', 'pending']) {
    const found = ratio(rgba(colors[name]), surface);
    if (found < 3) {
      breaches.push(`${name} ${found.toFixed(2)}`);
    }
  }
  const edge = rgba(getComputedStyle(document.documentElement).getPropertyValue('--edge').trim());
  if (ratio(edge, surface) < 3) {
    breaches.push(`edge ${ratio(edge, surface).toFixed(2)}`);
  }
  return breaches;
}

const controls = () => [...scope().querySelectorAll(CONTROLS)].filter(visible);

const labelled = (element) =>
  (element.getAttribute('aria-labelledby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .join(' ')
    .trim();

const name = (element) =>
  labelled(element) ||
  element.getAttribute('aria-label')?.trim() ||
  [...(element.labels ?? [])].map((label) => label.textContent.trim()).join(' ') ||
  (element.matches('input, select') ? '' : element.textContent.trim());

/** 4.1.2 and 2.4.4: every control has a name. */
export const names = () => controls().filter((element) => name(element) === '').map(place);

/** 2.5.8: every control is at least 24 by 24 pixels large. */
export const sizes = () =>
  controls()
    .filter((element) => !element.matches('.skip'))
    .filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width < 24 || box.height < 24;
    })
    .map((element) => `${place(element)} ${element.getBoundingClientRect().width} x ${element.getBoundingClientRect().height}`);

/** 1.3.1, 3.1.1, 2.4.2: a language, a title, one first heading in sight, ids once, references that lead somewhere. */
export function structure() {
  const breaches = [];
  if (!document.documentElement.lang) {
    breaches.push('no language');
  }
  if (!document.title) {
    breaches.push('no title');
  }
  const first = [...document.querySelectorAll('h1')].filter(visible);
  if (first.length !== 1) {
    breaches.push(`${first.length} first headings`);
  }
  const ids = [...document.querySelectorAll('[id]')].filter((e) => e.closest('#score-sheet') === null).map((e) => e.id);
  breaches.push(...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `#${id} twice`));
  for (const attribute of ['aria-labelledby', 'aria-describedby', 'for']) {
    for (const element of document.querySelectorAll(`[${attribute}]`)) {
      const missing = element.getAttribute(attribute).split(' ').filter((id) => document.getElementById(id) === null);
      breaches.push(...missing.map((id) => `${attribute} of ${place(element)} names no ${id}`));
    }
  }
  breaches.push(...[...document.querySelectorAll('img:not([alt])')].filter((image) => image.closest('[role=img]') === null).map((image) => `${place(image)} without words`));
  breaches.push(...[...document.querySelectorAll('[tabindex]')].filter((e) => e.tabIndex > 0).map((e) => `${place(e)} out of order`));
  return breaches;
}

/** 2.1.1: what must be reached by Tab. */
export const focusable = () =>
  [...document.querySelectorAll(`${CONTROLS}`)]
    .filter((element) => visible(element) && !element.matches(':disabled'))
    .map(place);

export const focused = () => place(document.activeElement);

/** 2.4.7: whether the element in focus has an outline of two pixels or more. */
export function focusSeen() {
  if (document.activeElement === document.body) {
    return true;
  }
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
}
