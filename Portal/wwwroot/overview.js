// Brings the figures of the operators' overview up to date. Only texts that changed are touched, and nothing moves. Without it the page shows what was so when it was opened.

const every = 5000;
const from = document.querySelector('[data-live-from]').dataset.liveFrom;
const lost = document.querySelector('[data-live-lost]');
const places = [...document.querySelectorAll('[data-live]')];

async function look() {
  try {
    const reply = await fetch(from, { headers: { accept: 'application/json' }, redirect: 'error' });
    if (!reply.ok) throw new Error(`${reply.status}`);
    const figures = await reply.json();
    for (const place of places) {
      const text = figures[place.dataset.live];
      if (text !== undefined && text !== place.textContent) place.textContent = text;
    }
    lost.hidden = true;
  } catch {
    lost.hidden = false; // what stands there is old, and it says from when
  }
}

async function goOn() {
  if (!document.hidden) await look();
  setTimeout(goOn, every);
}

setTimeout(goOn, every);
document.addEventListener('visibilitychange', () => { if (!document.hidden) look(); });
