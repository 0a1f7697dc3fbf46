// A recording: it plays by itself where the browser allows that, and again as often as he likes, while he types.

import { $, button, element, fill, say, texts } from './format.js';
import { typing } from './typing.js';

const jump = 2; // seconds

export function audio(assignment, media, desk) {
  const sound = media.audio;
  const typed = typing({ ...assignment, constraints: { ...assignment.constraints, numeric: 0 } }, { images: [] }, desk);
  const box = $('answer');
  const play = button([icon('▶'), element('span', { textContent: texts.AudioPlay })], toggle, { className: 'button button-large' });
  const again = button([icon('↺'), texts.AudioAgain], replay, { className: 'button button-quiet button-large' });
  again.setAttribute('aria-keyshortcuts', 'ArrowUp');
  play.setAttribute('aria-keyshortcuts', 'ArrowDown');
  const seek = element('input', { type: 'range', className: 'seek', min: 0, max: Math.max(0.1, length(sound)), step: 0.1, value: 0, aria: { label: texts.AudioSeek } });
  const clock = element('span', { className: 'clock' });
  seek.addEventListener('input', () => { sound.currentTime = Number(seek.value); });
  for (const event of ['play', 'pause', 'ended', 'timeupdate', 'seeked']) sound.addEventListener(event, show);
  desk.well(element('div', { className: 'player' }, sound, element('div', { className: 'player-keys' }, play, again), seek, clock));
  show();
  box.addEventListener('keydown', keys);
  start();

  function start() {
    sound.play().catch(() => say(texts.AudioPressPlay)); // not before he has touched the page once
  }

  function toggle() {
    if (sound.paused) start(); else sound.pause();
  }

  function replay() {
    sound.currentTime = 0;
    start();
  }

  function keys(e) {
    const act = { ArrowUp: replay, ArrowDown: toggle, PageUp: () => { sound.currentTime += jump; }, PageDown: () => { sound.currentTime -= jump; } }[e.key];
    if (!act || e.ctrlKey || e.altKey || e.metaKey) return;
    e.preventDefault();
    desk.touched();
    act();
  }

  function show() {
    play.lastChild.textContent = sound.paused ? texts.AudioPlay : texts.AudioStop;
    play.firstChild.textContent = sound.paused ? '▶' : '❚❚';
    seek.value = sound.currentTime;
    const words = fill(texts.AudioTime, time(sound.currentTime), time(length(sound)));
    clock.textContent = words;
    seek.setAttribute('aria-valuetext', words);
  }

  return {
    ...typed,
    close: () => { sound.pause(); box.removeEventListener('keydown', keys); },
  };
}

const length = (sound) => Number.isFinite(sound.duration) ? sound.duration : 0; // of a stream nobody knows it
const icon = (sign) => element('span', { textContent: sign, aria: { hidden: true } });
const time = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
