// Text from an image, and questions: a box to type in.

import { $ } from './format.js';

const largestScale = 3; // of a small image; more only makes its flaws larger

export function typing({ constraints }, { images }, desk) {
  const [image] = images;
  if (image) image.style.width = `${image.naturalWidth * largestScale}px`;
  desk.well(...images);
  desk.field('answer');
  const box = $('answer');
  box.value = '';
  box.inputMode = constraints.numeric === 1 && !constraints.math ? 'numeric' : 'text';
  return {
    answer: () => ({ answer: box.value }),
    focus: () => box.focus({ preventScroll: true }),
  };
}
