// Points in an image: by click, or by a crosshair that arrow keys move.

import { button, element, fill, say, texts } from './format.js';
import { framed, pixelAt } from './frame.js';

const step = 10; // pixels of the original image; with shift one

export function points({ constraints: { maxClicks } }, { images: [image] }, desk) {
  const { naturalWidth: width, naturalHeight: height } = image;
  const spots = [];
  let cross = { x: Math.floor(width / 2), y: Math.floor(height / 2) };
  let aiming = false; // the crosshair was moved since the last point

  const marks = element('div', { className: 'marks', aria: { hidden: true } });
  const aim = element('div', { className: 'crosshair', hidden: true, aria: { hidden: true } });
  const plane = element('div', { className: 'plane', tabIndex: 0, aria: { role: 'application', label: texts.PointsLabel } }, marks, aim);
  const undo = button(texts.PointsUndo, () => { takeBack(); plane.focus({ preventScroll: true }); });
  undo.setAttribute('aria-keyshortcuts', 'Backspace');
  desk.well(framed(image, plane));
  desk.tools(undo);
  desk.field('picked');
  show();

  plane.addEventListener('click', (e) => {
    aiming = false;
    cross = pixelAt(image, e);
    set(cross);
  });
  plane.addEventListener('keydown', (e) => { if (keys(e)) e.preventDefault(); });

  function keys(e) {
    if (e.ctrlKey || e.altKey || e.metaKey) return false;
    const by = e.shiftKey ? 1 : step;
    switch (e.key) {
      case 'ArrowLeft': return moveTo(cross.x - by, cross.y);
      case 'ArrowRight': return moveTo(cross.x + by, cross.y);
      case 'ArrowUp': return moveTo(cross.x, cross.y - by);
      case 'ArrowDown': return moveTo(cross.x, cross.y + by);
      case 'Home': return moveTo(0, cross.y);
      case 'End': return moveTo(width - 1, cross.y);
      case 'PageUp': return moveTo(cross.x, 0);
      case 'PageDown': return moveTo(cross.x, height - 1);
      case 'Backspace': case 'Delete': takeBack(); return true;
      case ' ': if (!e.repeat) { aiming = false; set(cross); } return true;
      case 'Enter':
        if (e.repeat) return true;
        if (aiming) { aiming = false; set(cross); } else desk.send();
        return true;
      default: return false;
    }
  }

  function moveTo(x, y) {
    aiming = true;
    cross = { x: Math.min(width - 1, Math.max(0, x)), y: Math.min(height - 1, Math.max(0, y)) };
    desk.touched();
    show();
    return true;
  }

  function set(spot) {
    if (maxClicks && spots.length >= maxClicks) {
      desk.flaw(fill(texts.FlawPointsEnough, maxClicks));
      return show();
    }
    spots.push(spot);
    desk.touched();
    show();
    say(fill(texts.PointSet, spots.length, spot.x, spot.y));
  }

  function takeBack() {
    if (spots.pop()) say(fill(texts.PointTaken, spots.length + 1));
    desk.touched();
    show();
  }

  function show() {
    marks.replaceChildren(...spots.map((spot, i) => at(element('span', { className: 'mark-point', textContent: i + 1 }), spot)));
    at(aim, cross).hidden = !aiming;
    undo.disabled = spots.length === 0;
    desk.picked(spots.length === 0 ? texts.PointsNothingYet : fill(spots.length === 1 ? texts.PointsPickedOne : texts.PointsPicked, spots.length));
  }

  function at(mark, { x, y }) {
    mark.style.left = `${(x + 0.5) / width * 100}%`;
    mark.style.top = `${(y + 0.5) / height * 100}%`;
    return mark;
  }

  return {
    answer: () => spots.length ? { answer: spots } : { flaw: texts.FlawNoPoint },
    focus: () => plane.focus({ preventScroll: true }),
  };
}
