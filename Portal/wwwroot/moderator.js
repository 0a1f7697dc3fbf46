// A case by keyboard: each key presses the button, follows the link or goes to the field that carries it in data-key. The page works without this script; the keys are
// listed on it, and can be switched off there (whoever dictates or uses switches may trigger single letters by mistake).

const off = 'moderator-keys-off';
const panel = document.querySelector('[data-keys]');
const toggle = panel.querySelector('button');
const isOn = () => localStorage.getItem(off) === null;

function show() {
  panel.hidden = false;
  toggle.setAttribute('aria-pressed', String(isOn()));
  toggle.textContent = isOn() ? panel.dataset.on : panel.dataset.off;
}

toggle.addEventListener('click', () => {
  if (isOn()) localStorage.setItem(off, '1');
  else localStorage.removeItem(off);
  show();
});

const isField = (element) => element.matches('input, textarea, select');

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
  if (event.key === 'Escape' && isField(event.target)) { event.target.blur(); return; }
  if (!isOn() || isField(event.target)) return;
  const target = [...document.querySelectorAll('[data-key]')].find((element) => element.dataset.key === event.key.toLowerCase());
  if (!target) return;
  event.preventDefault();
  // What cannot be taken back needs a second key: the button only gets the focus.
  if (isField(target) || 'focus' in target.dataset) target.focus();
  else if (!sent) target.click();
});

// A key that is pressed twice is one decision.
let sent = false;
document.querySelectorAll('form').forEach((form) => form.addEventListener('submit', (event) => {
  if (sent) event.preventDefault();
  sent = true;
}));
window.addEventListener('pageshow', () => { sent = false; });

// The image writes into the box: a click on a square adds or removes its number, a click on a picture adds a point.
const picture = document.querySelector('[data-pick]');
const box = document.querySelector('#answer');
if (picture && box) {
  picture.classList.add('case-pickable');
  picture.addEventListener('click', (event) => {
    if (picture.dataset.pick === 'squares') {
      const number = event.target.closest('[data-number]')?.dataset.number;
      if (!number) return;
      const numbers = box.value.split(/[ ,]+/).filter((n) => n && n !== 'none');
      const next = numbers.includes(number) ? numbers.filter((n) => n !== number) : [...numbers, number];
      box.value = next.sort((a, b) => a - b).join(' ');
    } else {
      const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
      box.value = [...box.value.split(/[ ;]+/).filter(Boolean), `${Math.round(at.x)},${Math.round(at.y)}`].join('; ');
    }
  });
}
show();
