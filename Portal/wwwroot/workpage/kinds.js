// Which kinds he wants to do, and what each pays now. Remembered are those that he switched off: what he may do later is on by itself.

import { $, element, exact, fill, page, perThousand, say, texts } from './format.js';

const key = `captchagrains-kinds-off-${page.dataset.worker}`;
const off = new Set(read());

let rows = []; // as the server last said

export const name = (kind) => texts[`Kind${kind}`] ?? kind;
export const isOff = (kind) => off.has(kind);

// Those that he may do according to the server, all that there are before it has said so.
export function wanted(all) {
  const granted = rows.filter((row) => row.may).map((row) => row.kind);
  const may = granted.length ? granted : all;
  const on = may.filter((kind) => !off.has(kind));
  return on.length ? on : may;
}

export function showKinds(kinds, changed) {
  rows = kinds;
  const held = document.activeElement?.dataset?.kindChoice;
  $('kind-list').replaceChildren(...rows.filter((row) => row.may).map((row) => choice(row, changed)));
  if (held) document.querySelector(`[data-kind-choice="${held}"]`)?.focus();
  count();
}

function choice(row, changed) {
  const box = element('input', { type: 'checkbox', checked: !off.has(row.kind), data: { kindChoice: row.kind } });
  box.addEventListener('change', () => {
    if (!box.checked && rows.filter((r) => r.may && !off.has(r.kind)).length <= 1) {
      box.checked = true;
      say(texts.KindsOneAtLeast);
      return;
    }
    off[box.checked ? 'delete' : 'add'](row.kind);
    write();
    count();
    changed();
  });
  const notes = [perThousand(row.rate), row.queued > 0 && fill(texts.KindsQueued, row.queued),
    row.limitedUntil && fill(texts.KindsLimited, new Date(row.limitedUntil).toLocaleString())].filter(Boolean);
  return element('li', {}, element('label', { className: 'kind' }, box,
    element('span', { className: 'kind-name', textContent: name(row.kind) }),
    element('span', { className: 'kind-rate', textContent: exact(row.rate) }),
    element('span', { className: 'kind-note', textContent: notes.join(' · ') })));
}

function count() {
  const may = rows.filter((row) => row.may);
  $('kinds-on').textContent = fill(texts.KindsOn, may.filter((row) => !off.has(row.kind)).length, may.length);
}

function read() {
  try { return JSON.parse(localStorage.getItem(key)) ?? []; } catch { return []; /* no storage: everything is on */ }
}

function write() {
  try { localStorage.setItem(key, JSON.stringify([...off])); } catch { /* it holds until he leaves */ }
}
