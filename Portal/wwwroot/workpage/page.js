// The work page. It speaks the worker API with the browser's cookie: one request answers and brings the next captcha.

import { notice } from './banner.js';
import { asList, chips } from './chips.js';
import { earn, left, newTime, readToday, showBalance, showNoTime, showRate, showTime } from './figures.js';
import { $, exact, fill, page, pause, say, texts } from './format.js';
import { name, showKinds, wanted } from './kinds.js';
import { prepare } from './media.js';
import { explain, isByTerms, untilTomorrow } from './outlook.js';
import { breakBegins, suggestBreak, waveAway, worked } from './pace.js';
import { ask, get, longestWait, sayGoodbye } from './server.js';
import { solvers } from './solvers.js';

const outlookEvery = 15_000; // milliseconds, while he waits or looks at the kinds
const fields = ['answer', 'token', 'picked'];
const kinds = () => wanted(Object.keys(solvers));

let current = null; // the assignment on the screen
let solver = null; // how it is answered
let touched = false; // whether the worker did anything since it appeared
let sending = false;
let resting = false; // paused, or not allowed to work
let givingBack = Promise.resolve(); // the pause that the server has not confirmed yet
let turn = 0; // grows with each new intention; whatever belongs to an older one is dropped
let waiting = null; // ends the request that waits for a captcha
let news = ''; // what the announcement of the next captcha begins with
let outlookAt = 0;

// What a solver has in its hands.
const desk = {
  well: (...parts) => $('well').replaceChildren(...parts),
  tools: (...parts) => $('tools').replaceChildren(...parts),
  picked: (text) => { $('picked').textContent = text; },
  field: (id) => { for (const each of fields) $(each).hidden = each !== id; },
  touched: () => { touched = true; flaw(''); },
  flaw,
  send: () => $('answer-form').requestSubmit(),
};

// --- The course of work ----------------------------------------------------------------------------------------------

// True when the answer ended the work here: signed out, or not allowed.
function endsWork({ status, reply }) {
  if (status === 401 || reply?.code === 'bad_csrf_token') {
    rest(texts.WorkEndedTitle, texts.WorkEndedText, 'signin');
    return true;
  }
  if (reply?.code === 'daily_cap_reached') {
    rest(texts.WorkCapTitle, untilTomorrow(reply.until), 'continue', 'terms');
    return true;
  }
  if (status === 403) {
    const why = { not_trained: texts.WorkRefusedTraining, suspended: texts.WorkRefusedSuspended }[reply?.code];
    rest(texts.WorkRefusedTitle, why ?? texts.WorkRefusedOther, { not_trained: 'training', suspended: 'sanctions' }[reply?.code]);
    return true;
  }
  return false;
}

// Asks at once first, so that the page can say that there is nothing yet; then waits for what comes.
async function look(waitSeconds = 0) {
  const mine = ++turn;
  const isWanted = () => mine === turn;
  resting = false;
  waiting?.abort();
  await givingBack; // or the captcha of a moment ago would be shown, only to be taken away
  while (isWanted()) {
    waiting = new AbortController();
    const asked = performance.now();
    const answer = await ask('/next', { kinds: kinds(), waitSeconds }, isWanted, waiting.signal);
    if (!answer || !isWanted()) return;
    if (endsWork(answer)) return;
    if (answer.status === 200) {
      // Another program of his took what he does not want to see here.
      if (!kinds().includes(answer.reply.kind)) { await ask('/pause', {}, isWanted); continue; }
      if (answer.reply.assignmentId !== current?.assignmentId) { await show(answer.reply, mine); return; }
      await pause(500); // its time is over, and the server is about to notice
      continue;
    }
    current = null;
    if (page.dataset.state !== 'waiting') waitCalmly();
    // Whoever is sent away at once would only be sent away again.
    if (answer.status !== 204) await pause(1000);
    else if (waitSeconds > 0 && performance.now() - asked < 1000) await pause(5000);
    waitSeconds = longestWait;
  }
}

async function answer() {
  if (sending || page.dataset.state !== 'solving') return;
  const given = solver.answer();
  if (given.flaw) { flaw(given.flaw); return; }
  const mine = turn;
  const { assignmentId } = current;
  touched = true;
  sends(true);
  const result = await ask(`/assignments/${assignmentId}/answer`, { answer: given.answer, next: true, kinds: kinds(), waitSeconds: 0 }, () => mine === turn);
  if (!result || mine !== turn || endsWork(result)) return sends(false);
  if (result.status === 200) {
    const next = goOn(result.reply.next); // its image first
    worked();
    earn(result.reply.earned);
    showBalance(result.reply.balance);
    news = fill(texts.WorkSaidAccepted, exact(result.reply.earned));
    suggestBreak();
    await next;
  } else if (result.status === 422 || result.status === 400) {
    sends(false);
    flaw(result.reply?.reason ? flawOf(result.reply.reason) : texts.FlawOther);
  } else {
    await over(texts.WorkSaidLate);
  }
}

async function skip(reason) {
  if (sending || page.dataset.state !== 'solving') return;
  const mine = turn;
  const { assignmentId } = current;
  $('reasons').open = false;
  touched = true;
  sends(true);
  const result = await ask(`/assignments/${assignmentId}/skip`, { reason, next: true, kinds: kinds(), waitSeconds: 0 }, () => mine === turn);
  if (!result || mine !== turn || endsWork(result)) return sends(false);
  worked();
  news = texts.WorkSaidSkipped;
  await goOn(result.reply?.next);
}

async function goOn(next) {
  if (next) return show(next, ++turn);
  current = null;
  await pause(0); // whoever called has something to say first
  sends(false);
  waitCalmly();
  await look(longestWait);
}

async function over(text = texts.WorkSaidOver) {
  page.dataset.state = 'between'; // the old captcha stays to be seen until the next one is there
  sends(false);
  notice(text);
  say(text);
  news = text;
  await look();
}

function rest(title, text, ...buttons) {
  turn++;
  resting = true;
  waiting?.abort();
  current = null;
  sends(false);
  breakBegins();
  calm('resting', title, text, ...buttons);
}

async function takeBreak(title = texts.WorkPausedTitle, text = texts.WorkPausedText) {
  rest(title, text, 'continue');
  const mine = turn;
  givingBack = ask('/pause', {}, () => mine === turn);
  const answer = await givingBack;
  if (answer) endsWork(answer);
}

function waitCalmly() {
  calm('waiting', texts.WorkLookingTitle, texts.WorkLookingText, 'calm-pause');
  outlookAt = 0;
}

// --- The screen ------------------------------------------------------------------------------------------------------

async function show(next, mine) {
  const media = await prepare(next, () => mine === turn && left(next) > 0);
  if (mine !== turn) return;
  if (!media) return over();
  solver?.close?.();
  current = next;
  touched = false;
  sends(false);
  newTime();
  page.dataset.kind = next.kind;
  desk.tools();
  solver = solvers[next.kind](next, media, desk);
  $('instruction').textContent = next.instruction ?? '';
  $('instruction').hidden = !next.instruction;
  $('instruction-well').replaceChildren(...(media.instruction ? [media.instruction] : []));
  $('instruction-well').hidden = !media.instruction;
  const wishes = chips(next);
  $('chips').replaceChildren(...asList(wishes));
  $('kind-now').textContent = name(next.kind);
  $('keys').textContent = texts[`Keys${next.kind}`] ?? (next.token ? texts.KeysToken : texts.WorkKeys);
  showRate(next.rate);
  flaw('');
  page.dataset.state = 'solving';
  page.dataset.assignment = next.assignmentId;
  tick();
  if (!document.activeElement?.closest('.kinds, .break')) solver.focus();
  say([news, fill(texts.WorkSaidNew, exact(next.rate), Math.round(left(next) / 1000)), name(next.kind), next.instruction, ...wishes].filter(Boolean).join(' '));
  news = '';
  document.title = document.hidden ? `● ${texts.WorkTitle}` : texts.WorkTitle;
}

const flawOf = (reason) => texts['Flaw' + reason.replace(/(^|_)(\w)/g, (_, __, letter) => letter.toUpperCase())] ?? texts.FlawOther;

function flaw(text) {
  if ($('flaw').textContent === text) return;
  $('flaw').textContent = text;
  for (const id of ['answer', 'token']) $(id).setAttribute('aria-invalid', String(text !== ''));
  if (text) solver.focus();
}

function calm(state, title, text, ...buttons) {
  solver?.close?.();
  solver = null;
  page.dataset.state = state;
  delete page.dataset.assignment;
  $('calm-title').textContent = title;
  $('calm-text').textContent = text;
  for (const id of ['continue', 'calm-pause', 'signin', 'training', 'sanctions', 'terms']) $(id).hidden = !buttons.includes(id);
  showNoTime();
  showRate(null);
  $('kind-now').textContent = '';
  document.title = texts.WorkTitle;
  say([news, title, text].filter(Boolean).join(' '));
  news = '';
  if (state === 'resting' && buttons[0]) $(buttons[0]).focus();
}

function sends(now) {
  sending = now;
  for (const id of ['answer', 'token']) $(id).readOnly = now; // not disabled: the focus, and on a phone the keyboard, stay
  page.toggleAttribute('data-sending', now);
}

function tick() {
  const now = Date.now();
  if ((page.dataset.state === 'waiting' || $('kinds').open) && now - outlookAt >= outlookEvery) readOutlook();
  if (!current) return;
  showTime(current);
  // A second of grace for the clocks. While an answer is on its way the server judges.
  if (left(current) > -1000 || sending || page.dataset.state !== 'solving') return;
  // Who is away must not use up captchas that others could solve.
  if (touched) over(); else takeBreak(texts.WorkAwayTitle, texts.WorkAwayText);
}

async function readOutlook() {
  outlookAt = Date.now();
  const outlook = await get(`/outlook?kinds=${kinds().join(',')}`);
  if (!outlook) return;
  showKinds(outlook.kinds, choose);
  const text = explain(outlook);
  if (page.dataset.state !== 'waiting') return;
  if (text) $('calm-text').textContent = text;
  $('terms').hidden = !isByTerms(outlook);
}

// What he has on the screen he may finish; what he waits for is asked for anew.
function choose() {
  if (page.dataset.state !== 'waiting') return;
  outlookAt = 0;
  look(0);
}

// --- Events ----------------------------------------------------------------------------------------------------------

$('answer-form').addEventListener('submit', (e) => { e.preventDefault(); answer(); });
for (const id of ['answer', 'token']) $(id).addEventListener('input', desk.touched);
for (const button of document.querySelectorAll('[data-skip]')) button.addEventListener('click', () => skip(button.dataset.skip));
$('pause').addEventListener('click', () => takeBreak());
$('calm-pause').addEventListener('click', () => takeBreak());
$('break-now').addEventListener('click', () => takeBreak());
$('break-later').addEventListener('click', () => { waveAway(); solver?.focus(); });
$('continue').addEventListener('click', () => { calm('loading', texts.WorkLoadingTitle, texts.WorkLoadingText); look(); });
$('balance').addEventListener('click', () => { $('balance-exact').hidden = !$('balance-exact').hidden; solver?.focus(); });
$('kinds').addEventListener('toggle', () => { if ($('kinds').open) readOutlook(); });
addEventListener('keydown', (e) => {
  if (page.dataset.state !== 'solving') return;
  const reasons = $('reasons');
  const inMenu = reasons.open ? reasons.querySelector(`[data-key="${CSS.escape(e.key)}"]`) : null;
  if (e.key === 'Escape' && reasons.open) { reasons.open = false; solver.focus(); }
  else if (e.key === 'Escape') skip('other');
  else if (e.key === 'F2') { reasons.open = !reasons.open; if (reasons.open) reasons.querySelector('[data-skip]').focus(); else solver.focus(); }
  else if (e.key === 'F4' && !e.altKey) takeBreak();
  else if (e.key === 'Enter' && e.ctrlKey) desk.send();
  else if (inMenu) inMenu.click();
  else return;
  e.preventDefault();
});
addEventListener('click', (e) => { if (!$('reasons').contains(e.target)) $('reasons').open = false; });
document.addEventListener('visibilitychange', () => { if (!document.hidden) { document.title = texts.WorkTitle; tick(); } });
// Whoever leaves gives back what he has, so that it need not wait for the end of its time.
addEventListener('pagehide', () => { if (!resting) { turn++; sayGoodbye(); } });
addEventListener('pageshow', (e) => { if (e.persisted) location.reload(); });
setInterval(tick, 250);
readToday();
readOutlook();
look();
