// An image with exact edges, so that what lies over it lies where it should; small ones are scaled up, as far as there is room.

import { element } from './format.js';

export function framed(image, ...over) {
  const frame = element('div', { className: 'frame' }, image, ...over);
  frame.style.setProperty('--wide', image.naturalWidth);
  frame.style.setProperty('--tall', image.naturalHeight);
  return frame;
}

// The pixel of the original image under the pointer.
export function pixelAt(image, { clientX, clientY }) {
  const box = image.getBoundingClientRect();
  const along = (at, from, size, pixels) => Math.min(pixels - 1, Math.max(0, Math.floor((at - from) / size * pixels)));
  return {
    x: along(clientX, box.left, box.width, image.naturalWidth),
    y: along(clientY, box.top, box.height, image.naturalHeight),
  };
}
