// How each kind is shown and answered.

import { audio } from './audio.js';
import { grid } from './grid.js';
import { points } from './points.js';
import { rotate } from './rotate.js';
import { token } from './token.js';
import { typing } from './typing.js';

export const solvers = {
  ImageText: typing,
  Text: typing,
  Grid: grid,
  Coordinates: points,
  Rotate: rotate,
  Audio: audio,
  RecaptchaV2: token,
  RecaptchaV3: token,
  KeyCaptcha: token,
  FunCaptcha: token,
};
