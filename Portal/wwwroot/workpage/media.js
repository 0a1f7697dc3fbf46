// The images and the sound of a captcha, asked for as soon as it is known and ready to be seen before it is shown.

import { calmDown, trouble } from './banner.js';
import { element, texts } from './format.js';
import { backOff } from './server.js';

// Null where the server does not give them: the captcha is not his any more.
export async function prepare(assignment, isWanted) {
  const isSound = assignment.kind === 'Audio';
  const pictures = isSound || !assignment.imageUrl ? [] : [assignment.imageUrl, ...(assignment.moreImageUrls ?? [])];
  const all = await Promise.all([
    assignment.instructionImageUrl ? load(picture, assignment.instructionImageUrl, texts.WorkInstructionAlt, isWanted) : undefined,
    isSound ? load(sound, assignment.audioUrl, '', isWanted) : undefined,
    ...pictures.map((url, i) => load(picture, url, pictures.length > 1 ? `${texts.WorkImageAlt} ${i + 1}` : texts.WorkImageAlt, isWanted)),
  ]);
  if (all.includes(null)) return null;
  const [instruction, audio, ...images] = all;
  return { instruction, audio, images };
}

async function load(make, url, alt, isWanted) {
  for (let tries = 0; isWanted(); tries++) {
    const made = await make(url, alt);
    if (made) {
      if (tries > 0) calmDown();
      return made;
    }
    try {
      const { ok, status } = await fetch(url);
      if (!ok && status < 500 && status !== 429) return null;
      if (ok && tries > 1) return null; // it is there, and cannot be shown
      if (!ok) trouble(texts.WorkBusy);
    } catch {
      trouble(texts.WorkOffline);
    }
    await backOff(tries);
  }
  return null;
}

async function picture(url, alt) {
  const image = Object.assign(new Image(), { alt, draggable: false, fetchPriority: 'high', src: url });
  try { await image.decode(); return image; } catch { return null; }
}

function sound(url) {
  return new Promise((done) => {
    const audio = element('audio', { preload: 'auto' });
    audio.addEventListener('loadedmetadata', () => done(audio), { once: true });
    audio.addEventListener('error', () => done(null), { once: true });
    audio.src = url;
  });
}
