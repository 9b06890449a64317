/** Small helpers around the document. */

import { sentence } from './format.js';

export const $ = (selector, root = document) => root.querySelector(selector);

/** An element: make('button', {class: 'quiet', onclick}, 'Undo'). Null children are left out. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** Says something to screen readers, after what they are saying. */
export function announce(text) {
  const region = $('#announcements');
  // The same words twice in a row would not be read again; a no-break space tells them apart.
  region.textContent = region.textContent === text ? `${text}\u00a0` : text;
}

let hide = null;

/** Shows a message at the foot of the page: "good", "plain", "busy" or "bad"; the latter two stay until closed. */
export function tell(text, kind = 'plain') {
  const message = $('#message');
  message.dataset.kind = kind;
  $('#message-text').textContent = sentence(text);
  message.hidden = false;
  clearTimeout(hide);
  if (kind !== 'bad' && kind !== 'busy') {
    hide = setTimeout(() => {
      message.hidden = true;
    }, 6000);
  }
}

export function closeMessage() {
  $('#message').hidden = true;
}
