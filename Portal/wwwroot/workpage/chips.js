// What the customer asks for, in a few words each.

import { element, fill, texts } from './format.js';

const numeric = () => [null, texts.ChipDigits, texts.ChipLetters, texts.ChipDigitsOrLetters, texts.ChipDigitsAndLetters];

export function chips({ kind, constraints: c }) {
  return [
    c.math && texts.ChipMath,
    c.caseSensitive && texts.ChipCase,
    c.phrase && texts.ChipWords,
    numeric()[c.numeric ?? 0],
    range(c.minLength, c.maxLength, texts.ChipExactly, texts.ChipBetween, texts.ChipAtLeast, texts.ChipAtMost),
    kind === 'Grid' && squares(c),
    kind === 'Coordinates' && range(c.minClicks ?? 1, c.maxClicks, texts.ChipPoints, texts.ChipPointsBetween, texts.ChipPointsAtLeast),
    c.canNoAnswer && texts.ChipNone,
    c.angleStep && fill(texts.ChipStep, c.angleStep),
    [null, texts.ChipCyrillic, texts.ChipLatin][c.alphabet ?? 0],
    c.language && fill(texts.ChipLanguage, languageName(c.language)),
  ].filter(Boolean);
}

export const asList = (words) => words.map((text) => element('li', { textContent: text }));

function squares(c) {
  return (c.minClicks ?? 1) > 1 || c.maxClicks ? range(c.minClicks ?? 1, c.maxClicks, texts.ChipSquares, texts.ChipSquaresBetween, texts.ChipSquaresAtLeast) : null;
}

function range(least, most, exactly, between, atLeast, atMost) {
  if (least && least === most) return fill(exactly, least);
  if (least && most) return fill(between, least, most);
  if (least) return fill(atLeast, least);
  return most ? fill(atMost, most) : null;
}

// In the language of the page, where the browser knows it.
function languageName(code) {
  try { return new Intl.DisplayNames([document.documentElement.lang], { type: 'language' }).of(code) ?? code; } catch { return code; }
}
