// Squares of an image: by click, by their numbers, or by arrow keys and space.

import { button, element, fill, texts } from './format.js';
import { framed } from './frame.js';

export function grid({ constraints: { rows, columns, canNoAnswer } }, { images: [image] }, desk) {
  const count = rows * columns;
  const marked = new Set(); // in the order in which they were marked
  let none = false;
  let pending = ''; // digits of a number that could go on

  const squares = Array.from({ length: count }, (_, i) => element('button',
    { type: 'button', className: 'square', tabIndex: i === 0 ? 0 : -1, aria: { pressed: false, label: fill(texts.Square, i + 1) } },
    element('span', { className: 'square-number', textContent: i + 1, aria: { hidden: true } })));
  const plane = element('div', { className: 'squares', aria: { role: 'group', label: texts.GridLabel } }, ...squares);
  plane.style.setProperty('--columns', columns);
  plane.style.setProperty('--rows', rows);
  plane.toggleAttribute('data-dense', columns > 6);
  const noneButton = button(texts.GridNone, () => { none = !none; marked.clear(); pending = ''; changed(); focused().focus(); }, { className: 'button button-quiet toggle' });
  noneButton.setAttribute('aria-keyshortcuts', '0');
  desk.well(framed(image, plane));
  desk.tools(...(canNoAnswer ? [noneButton] : []));
  desk.field('picked');
  show();

  plane.addEventListener('click', (e) => {
    const at = squares.indexOf(e.target.closest('.square'));
    if (at < 0) return;
    pending = '';
    moveTo(at);
    toggle(at + 1);
  });
  plane.addEventListener('keydown', (e) => { if (keys(e)) e.preventDefault(); });

  function keys(e) {
    if (e.ctrlKey || e.altKey || e.metaKey) return false;
    if (/^\d$/.test(e.key)) return digit(e.key);
    const at = squares.indexOf(focused());
    switch (e.key) {
      case 'ArrowLeft': return moveTo(Math.max(0, at - 1));
      case 'ArrowRight': return moveTo(Math.min(count - 1, at + 1));
      case 'ArrowUp': return moveTo(at - columns >= 0 ? at - columns : at);
      case 'ArrowDown': return moveTo(at + columns < count ? at + columns : at);
      case 'Home': return moveTo(0);
      case 'End': return moveTo(count - 1);
      case 'Backspace': return takeBack();
      case 'Enter': settle(); desk.send(); return true;
      case ' ':
        if (!e.repeat) { if (pending) settle(); else toggle(at + 1); }
        return true;
      default: return false;
    }
  }

  // A number is complete when no square's number begins with it; else the next digit, space or Enter decides.
  function digit(key) {
    if (key === '0' && !pending) {
      if (canNoAnswer) noneButton.click();
      return true;
    }
    pending = Number(pending + key) <= count ? pending + key : key;
    const number = Number(pending);
    if (number < 1 || number > count) pending = '';
    else if (number * 10 > count) settle();
    show();
    return true;
  }

  function settle() {
    if (!pending) return;
    const number = Number(pending);
    pending = '';
    moveTo(number - 1);
    toggle(number);
  }

  function toggle(number) {
    if (!marked.delete(number)) marked.add(number);
    none = false;
    changed();
  }

  function takeBack() {
    if (pending) pending = pending.slice(0, -1);
    else marked.delete([...marked].at(-1));
    changed();
    return true;
  }

  function moveTo(at) {
    for (const square of squares) square.tabIndex = -1;
    squares[at].tabIndex = 0;
    squares[at].focus({ preventScroll: true });
    return true;
  }

  function focused() {
    return squares.find((square) => square.tabIndex === 0);
  }

  function changed() {
    desk.touched();
    show();
  }

  function show() {
    squares.forEach((square, i) => {
      square.setAttribute('aria-pressed', String(marked.has(i + 1)));
      square.toggleAttribute('data-pending', pending === String(i + 1));
    });
    noneButton.setAttribute('aria-pressed', String(none));
    const numbers = [...marked].sort((a, b) => a - b).join(', ');
    desk.picked(none ? texts.GridNonePicked : (numbers ? fill(texts.GridPicked, numbers) : texts.GridNothingYet) + (pending ? ` · ${pending}_` : ''));
  }

  return {
    answer: () => {
      settle();
      return none || marked.size > 0 ? { answer: [...marked].sort((a, b) => a - b) } : { flaw: canNoAnswer ? texts.FlawNoSquareOrNone : texts.FlawNoSquare };
    },
    focus: () => focused().focus({ preventScroll: true }),
  };
}
