// What every part of the work page uses: its elements, its words, its money.

export const page = document.querySelector('.work');
export const texts = JSON.parse(page.dataset.texts);
export const $ = (id) => document.getElementById(id);

export const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, i) => values[i]);
export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// Amounts come with all nine decimals; they are added as whole nano-dollars.
export const nanosOf = (amount) => BigInt(amount.replace('.', ''));
export const amountOf = (nanos) => { const s = String(nanos).padStart(10, '0'); return `${s.slice(0, -9)}.${s.slice(-9)}`; };
export const grouped = (amount) => amount.replace(/\B(?=(\d{3})+(?=\.))/g, ','); // as Shell/Dollars.cs does for the other pages
export const exact = (amount) => '$' + grouped(amount.replace(/(\.\d\d\d*?)0+$/, '$1'));
export const perThousand = (amount) => fill(texts.WorkPerThousand, exact(amountOf(nanosOf(amount) * 1000n)));

// For those who listen; the same words twice in a row are said twice.
export function say(text) {
  const said = $('said');
  said.textContent = said.textContent === text ? `${text}\u00a0` : text;
}

export function element(tag, properties = {}, ...children) {
  const { data = {}, aria = {}, ...rest } = properties;
  const made = Object.assign(document.createElement(tag), rest);
  Object.assign(made.dataset, data);
  for (const [name, value] of Object.entries(aria)) made.setAttribute(name === 'role' ? name : `aria-${name}`, String(value));
  made.append(...children);
  return made;
}

export const button = (text, act, properties = {}) =>
  Object.assign(element('button', { type: 'button', className: 'button button-quiet', ...properties }, ...[text].flat()), { onclick: act });
