// Who has worked for long without a break is told so, once, gently, and can wave it away.

import { $, fill, page, texts } from './format.js';

const breakAfter = Number(page.dataset.breakAfter); // milliseconds
const isABreak = 5 * 60_000; // milliseconds without a captcha

let since = null; // when this stretch of work began
let last = 0; // when he last did something

export function worked() {
  const now = Date.now();
  if (since === null || now - last >= isABreak) since = now;
  last = now;
}

// Between two captchas, so that it comes in nobody's way.
export function suggestBreak() {
  if (since === null || Date.now() - since < breakAfter || !$('break').hidden) return;
  $('break-text').textContent = fill(texts.BreakHint, Math.max(1, Math.round((Date.now() - since) / 60_000)));
  $('break').hidden = false;
}

export function breakBegins() {
  since = null;
  $('break').hidden = true;
}

export function waveAway() {
  since = Date.now();
  $('break').hidden = true;
}
