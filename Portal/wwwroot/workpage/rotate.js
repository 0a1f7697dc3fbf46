// Images that are turned upright: by arrow keys, by drag, by buttons; always by whole steps.

import { button, element, fill, texts } from './format.js';

const fullTurn = 360;

export function rotate({ constraints: { angleStep } }, { images }, desk) {
  const step = angleStep ?? 1;
  const dials = images.map((image, i) => dial(image, i));
  let active = 0;
  const turn = (sign, word, by) => {
    const made = button([element('span', { className: 'turn-sign', textContent: sign, aria: { hidden: true } }), word],
      () => { turnTo(dials[active], dials[active].steps + by); }, { className: 'button button-quiet' });
    return made;
  };
  desk.well(element('div', { className: images.length > 1 ? 'dials dials-many' : 'dials' }, ...dials.map((d) => d.dial)));
  desk.tools(turn('↺', texts.RotateLeft, -1), turn('↻', texts.RotateRight, 1),
    button(texts.RotateReset, () => { turnTo(dials[active], 0); }));
  desk.field('picked');
  show();

  function dial(image, i) {
    const made = {
      steps: 0,
      image,
      dial: element('div', {
        className: 'dial', tabIndex: 0,
        aria: { role: 'slider', label: images.length > 1 ? fill(texts.RotateLabelOf, i + 1, images.length) : texts.RotateLabel, valuemin: -fullTurn, valuemax: fullTurn },
      }, image),
    };
    made.dial.style.setProperty('--wide', image.naturalWidth);
    made.dial.style.setProperty('--tall', image.naturalHeight);
    made.dial.addEventListener('focus', () => { active = i; show(); });
    made.dial.addEventListener('keydown', (e) => { if (keys(e, made)) e.preventDefault(); });
    made.dial.addEventListener('pointerdown', (e) => drag(e, made));
    return made;
  }

  function keys(e, d) {
    if (e.ctrlKey || e.altKey || e.metaKey) return false;
    switch (e.key) {
      case 'ArrowLeft': case 'ArrowDown': return turnTo(d, d.steps - 1);
      case 'ArrowRight': case 'ArrowUp': return turnTo(d, d.steps + 1);
      case 'Home': case 'Backspace': return turnTo(d, 0);
      case 'Enter': if (!e.repeat) desk.send(); return true;
      default: return false;
    }
  }

  // The image follows the pointer around its middle.
  function drag(e, d) {
    if (e.button !== 0) return;
    e.preventDefault();
    d.dial.focus({ preventScroll: true });
    d.dial.setPointerCapture(e.pointerId);
    const box = d.dial.getBoundingClientRect();
    const angleOf = ({ clientX, clientY }) => Math.atan2(clientY - box.top - box.height / 2, clientX - box.left - box.width / 2) * 180 / Math.PI;
    const start = d.steps * step;
    let last = angleOf(e);
    let turned = 0;
    const move = (m) => {
      const now = angleOf(m);
      turned += ((now - last + 540) % 360) - 180; // the shorter way
      last = now;
      turnTo(d, Math.round((start + turned) / step));
    };
    const end = () => { d.dial.removeEventListener('pointermove', move); };
    d.dial.addEventListener('pointermove', move);
    d.dial.addEventListener('pointerup', end, { once: true });
    d.dial.addEventListener('pointercancel', end, { once: true });
  }

  // More than half of a turn one way is less than half of it the other way, where a full turn is a number of steps.
  function turnTo(d, steps) {
    if (fullTurn % step === 0) {
      const around = fullTurn / step;
      steps = ((steps % around) + around) % around;
      if (steps > around / 2) steps -= around;
    } else {
      const most = Math.floor(fullTurn / step);
      steps = Math.max(-most, Math.min(most, steps));
    }
    d.steps = steps;
    desk.touched();
    show();
    return true;
  }

  function show() {
    dials.forEach((d, i) => {
      const angle = d.steps * step;
      d.image.style.transform = `rotate(${angle}deg)`;
      d.dial.setAttribute('aria-valuenow', String(angle));
      d.dial.setAttribute('aria-valuetext', fill(texts.RotateDegrees, angle));
      d.dial.toggleAttribute('data-active', dials.length > 1 && i === active);
    });
    desk.picked(dials.map((d) => fill(texts.RotateDegrees, d.steps * step)).join('   '));
  }

  return {
    answer: () => ({ answer: dials.length === 1 ? dials[0].steps * step : dials.map((d) => d.steps * step) }),
    focus: () => dials[0].dial.focus({ preventScroll: true }),
  };
}
