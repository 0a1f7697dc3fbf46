// One line above everything: what is the matter, and for how long.

import { $, say, texts } from './format.js';

let timer = 0;

export function warn(text) {
  clearTimeout(timer);
  $('banner').textContent = text;
  $('banner').hidden = false;
}

// The server is there again.
export function calmDown() {
  if ($('banner').hidden || !$('banner').hasAttribute('data-trouble')) return;
  say(texts.WorkSaidBack);
  $('banner').hidden = true;
  $('banner').removeAttribute('data-trouble');
}

export function trouble(text) {
  warn(text);
  $('banner').setAttribute('data-trouble', '');
}

export function notice(text) {
  warn(text);
  timer = setTimeout(() => { if ($('banner').textContent === text) $('banner').hidden = true; }, 8000);
}
