// The work page. It speaks the worker API with the browser's cookie: one request answers and brings the next captcha.

const page = document.querySelector('.work');
const texts = JSON.parse(page.dataset.texts);
const $ = (id) => document.getElementById(id);
const box = $('answer');

const longestWait = 25; // seconds; the server waits no longer
const longestPause = 10_000; // milliseconds between two tries of a lost connection
const kinds = ['ImageText', 'Text']; // what this page can show
const largestScale = 3; // of a small image; more only makes its flaws larger

let current = null; // the assignment on the screen
let picture = null;
let touched = false; // whether the worker did anything since it appeared
let sending = false;
let resting = false; // paused, or not allowed to work
let givingBack = Promise.resolve(); // the pause that the server has not confirmed yet
let turn = 0; // grows with each new intention; whatever belongs to an older one is dropped
let waiting = null; // ends the request that waits for a captcha
let clockOffset = 0; // milliseconds that the server's clock is ahead of ours
let earnedNanos = 0n;
let solved = 0;
let saidTen = false;
let news = ''; // what the announcement of the next captcha begins with

// --- Words and money -------------------------------------------------------------------------------------------------

const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, i) => values[i]);
const say = (text) => { $('said').textContent = text; };
const nanosOf = (amount) => BigInt(amount.replace('.', '')); // amounts come with all nine decimals
const amountOf = (nanos) => { const s = String(nanos).padStart(10, '0'); return `${s.slice(0, -9)}.${s.slice(-9)}`; };
const exact = (amount) => '$' + amount.replace(/(\.\d\d\d*?)0+$/, '$1');
const balanceOf = (amount) => '$' + amount.slice(0, amount.indexOf('.') + 3);

function showBalance(amount) {
  const whole = fill(texts.WorkBalanceExact, exact(amount));
  $('balance').textContent = balanceOf(amount);
  $('balance').title = whole;
  $('balance').dataset.amount = amount;
  $('balance-exact').textContent = whole;
}

function showEarned() {
  $('earned').textContent = exact(amountOf(earnedNanos));
  $('solved').textContent = fill(solved === 1 ? texts.WorkSolvedOne : texts.WorkSolvedMany, solved);
}

// --- Requests --------------------------------------------------------------------------------------------------------

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

async function send(path, body, options = {}) {
  const signals = [AbortSignal.timeout((longestWait + 15) * 1000), ...(options.signal ? [options.signal] : [])];
  const response = await fetch(page.dataset.api + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-CSRF-TOKEN': page.dataset.csrf },
    body: JSON.stringify(body ?? {}),
    keepalive: options.keepalive ?? false,
    signal: AbortSignal.any(signals),
  });
  const served = Number(response.headers.get('X-Server-Time'));
  if (served) clockOffset = served - Date.now(); // less the way here, by which he sees a little too much time
  const text = response.status === 204 ? '' : await response.text();
  let reply = null;
  try { reply = text ? JSON.parse(text) : null; } catch { /* not from our server */ }
  return { status: response.status, reply };
}

// Repeats a request until the server has really answered it. Every call of the worker API can be repeated.
async function ask(path, body, mine, signal) {
  for (let tries = 0; mine === turn; tries++) {
    try {
      const answer = await send(path, body, { signal });
      if (answer.status < 500 && answer.status !== 429) {
        if (!$('banner').hidden) say(texts.WorkSaidBack);
        $('banner').hidden = true;
        return answer;
      }
      showBanner(texts.WorkBusy);
    } catch (e) {
      if (signal?.aborted) return null;
      showBanner(texts.WorkOffline);
    }
    const wait = Math.min(longestPause, 500 * 2 ** Math.min(tries, 5)) * (0.8 + 0.4 * Math.random());
    await Promise.race([pause(wait), new Promise((back) => addEventListener('online', back, { once: true }))]);
  }
  return null;
}

function showBanner(text) {
  $('banner').textContent = text;
  $('banner').hidden = false;
}

// True when the answer ended the work here: signed out, or not allowed.
function endsWork({ status, reply }) {
  if (status === 401 || reply?.code === 'bad_csrf_token') {
    rest(texts.WorkEndedTitle, texts.WorkEndedText, 'signin');
    return true;
  }
  if (status === 403) {
    const why = { not_trained: texts.WorkRefusedTraining, suspended: texts.WorkRefusedSuspended }[reply?.code];
    rest(texts.WorkRefusedTitle, why ?? texts.WorkRefusedOther);
    return true;
  }
  return false;
}

// --- The course of work ----------------------------------------------------------------------------------------------

// Asks at once first, so that the page can say that there is nothing yet; then waits for what comes.
async function look(waitSeconds = 0) {
  const mine = ++turn;
  resting = false;
  waiting?.abort();
  await givingBack; // or the captcha of a moment ago would be shown, only to be taken away
  while (mine === turn) {
    waiting = new AbortController();
    const answer = await ask('/next', { kinds, waitSeconds }, mine, waiting.signal);
    if (!answer || mine !== turn) return;
    if (endsWork(answer)) return;
    if (answer.status === 200) {
      // What another program of his took may be of a kind that this page cannot show.
      if (!kinds.includes(answer.reply.kind)) { await ask('/pause', {}, mine); continue; }
      if (answer.reply.assignmentId !== current?.assignmentId) { await show(answer.reply, mine); return; }
      await pause(500); // its time is over, and the server is about to notice
      continue;
    }
    current = null;
    if (answer.status !== 204) await pause(1000);
    if (page.dataset.state !== 'waiting') calm('waiting', texts.WorkLookingTitle, texts.WorkLookingText, 'calm-pause');
    waitSeconds = longestWait;
  }
}

async function answer() {
  if (sending || page.dataset.state !== 'solving') return;
  const mine = turn;
  const { assignmentId } = current;
  touched = true;
  sends(true);
  const result = await ask(`/assignments/${assignmentId}/answer`, { answer: box.value, next: true, kinds, waitSeconds: 0 }, mine);
  sends(false);
  if (!result || mine !== turn || endsWork(result)) return;
  if (result.status === 200) {
    earnedNanos += nanosOf(result.reply.earned);
    solved++;
    showBalance(result.reply.balance);
    showEarned();
    news = fill(texts.WorkSaidAccepted, exact(result.reply.earned));
    await goOn(result.reply.next);
  } else if (result.status === 422 || result.status === 400) {
    flaw(result.reply?.reason);
  } else {
    await over();
  }
}

async function skip(reason) {
  if (sending || page.dataset.state !== 'solving') return;
  const mine = turn;
  const { assignmentId } = current;
  $('reasons').open = false;
  sends(true);
  const result = await ask(`/assignments/${assignmentId}/skip`, { reason, next: true, kinds, waitSeconds: 0 }, mine);
  sends(false);
  if (!result || mine !== turn || endsWork(result)) return;
  news = texts.WorkSaidSkipped;
  await goOn(result.reply?.next);
}

async function goOn(next) {
  if (!next) {
    current = null;
    calm('waiting', texts.WorkLookingTitle, texts.WorkLookingText, 'calm-pause');
    await look(longestWait);
  } else {
    await show(next, ++turn);
  }
}

async function over() {
  page.dataset.state = 'between'; // the old captcha stays to be seen until the next one is there
  notice(texts.WorkSaidOver);
  await look();
}

function rest(title, text, button) {
  turn++;
  resting = true;
  waiting?.abort();
  current = null;
  calm('resting', title, text, button);
}

async function takeBreak(title = texts.WorkPausedTitle, text = texts.WorkPausedText) {
  rest(title, text, 'continue');
  const mine = turn;
  givingBack = ask('/pause', {}, mine);
  const answer = await givingBack;
  if (answer) endsWork(answer);
}

// --- The screen ------------------------------------------------------------------------------------------------------

async function show(next, mine) {
  const images = await Promise.all([
    load(next.imageUrl, texts.WorkImageAlt, mine), load(next.instructionImageUrl, texts.WorkInstructionAlt, mine)]);
  if (mine !== turn) return;
  if (images.includes(null)) { await over(); return; }
  current = next;
  picture = images[0] ?? null;
  touched = saidTen = false;
  $('well').replaceChildren(...(picture ? [picture] : []));
  fit();
  $('instruction').textContent = next.instruction ?? '';
  $('instruction').hidden = !next.instruction;
  $('instruction-well').replaceChildren(...(images[1] ? [images[1]] : []));
  $('instruction-well').hidden = !images[1];
  $('chips').replaceChildren(...chips(next.constraints).map((text) => Object.assign(document.createElement('li'), { textContent: text })));
  $('rate').textContent = exact(next.rate);
  $('rate-thousand').textContent = fill(texts.WorkPerThousand, exact(amountOf(nanosOf(next.rate) * 1000n)));
  box.value = '';
  box.inputMode = next.constraints.numeric === 1 && !next.constraints.math ? 'numeric' : 'text';
  flaw(null);
  page.dataset.state = 'solving';
  page.dataset.kind = next.kind;
  page.dataset.assignment = next.assignmentId;
  tick();
  box.focus({ preventScroll: true });
  const lasts = Math.round(left() / 1000);
  say([news, fill(texts.WorkSaidNew, exact(next.rate), lasts), next.instruction, ...chips(next.constraints)].filter(Boolean).join(' '));
  news = '';
  document.title = document.hidden ? `● ${texts.WorkTitle}` : texts.WorkTitle;
}

// An image that is ready to be seen; undefined where there is none to load, null where the server does not give it.
async function load(url, alt, mine) {
  if (!url) return undefined;
  for (let tries = 0; tries < 3 && mine === turn; tries++) {
    const image = Object.assign(new Image(), { alt, src: url, draggable: false });
    try { await image.decode(); return image; } catch { await pause(300 * (tries + 1)); }
  }
  return null;
}

// Small images are scaled up, as far as there is room; the style sheet keeps every image inside its frame.
function fit() {
  if (picture) picture.style.width = `${picture.naturalWidth * largestScale}px`;
}

function chips(c) {
  const lengths = c.minLength && c.minLength === c.maxLength ? fill(texts.ChipExactly, c.minLength)
    : c.minLength && c.maxLength ? fill(texts.ChipBetween, c.minLength, c.maxLength)
      : c.minLength ? fill(texts.ChipAtLeast, c.minLength)
        : c.maxLength ? fill(texts.ChipAtMost, c.maxLength) : null;
  return [
    c.math && texts.ChipMath,
    c.caseSensitive && texts.ChipCase,
    c.phrase && texts.ChipWords,
    [null, texts.ChipDigits, texts.ChipLetters, texts.ChipDigitsOrLetters, texts.ChipDigitsAndLetters][c.numeric ?? 0],
    lengths,
    [null, texts.ChipCyrillic, texts.ChipLatin][c.alphabet ?? 0],
    c.language && fill(texts.ChipLanguage, c.language),
  ].filter(Boolean);
}

function flaw(reason) {
  const name = reason === null ? '' : 'Flaw' + (reason ?? '').replace(/(^|_)(\w)/g, (_, __, letter) => letter.toUpperCase());
  $('flaw').textContent = reason === null ? '' : texts[name] ?? texts.FlawOther;
  box.setAttribute('aria-invalid', String(reason !== null));
  if (reason !== null) box.focus();
}

function calm(state, title, text, button) {
  page.dataset.state = state;
  delete page.dataset.assignment;
  $('calm-title').textContent = title;
  $('calm-text').textContent = text;
  for (const id of ['continue', 'calm-pause', 'signin']) $(id).hidden = id !== button;
  $('seconds').textContent = $('rate').textContent = '–';
  $('rate-thousand').textContent = texts.WorkRateUnit;
  document.title = texts.WorkTitle;
  say([news, title, text].filter(Boolean).join(' '));
  news = '';
  if (state === 'resting' && button) $(button).focus();
}

let noticeTimer = 0;
function notice(text) {
  showBanner(text);
  clearTimeout(noticeTimer);
  noticeTimer = setTimeout(() => { if ($('banner').textContent === text) $('banner').hidden = true; }, 6000);
}

function sends(now) {
  sending = now;
  box.readOnly = now; // not disabled: the focus, and on a phone the keyboard, stay
  page.toggleAttribute('data-sending', now);
}

const left = () => Date.parse(current.leaseEndsAt) - (Date.now() + clockOffset);

function tick() {
  if (!current) return;
  const lease = current.lease ??= Math.max(1000, left());
  const ms = Math.max(0, left());
  $('seconds').textContent = fill(texts.WorkSeconds, Math.ceil(ms / 1000));
  $('bar').style.transform = `scaleX(${Math.min(1, ms / lease)})`;
  page.toggleAttribute('data-hurry', ms <= 10_000);
  if (ms <= 10_000 && !saidTen) { saidTen = true; say(texts.WorkSaidTen); }
  // A second of grace for the clocks. While an answer is on its way the server judges.
  if (left() > -1000 || sending || page.dataset.state !== 'solving') return;
  // Who is away must not use up captchas that others could solve.
  if (touched) over(); else takeBreak(texts.WorkAwayTitle, texts.WorkAwayText);
}

// --- Events ----------------------------------------------------------------------------------------------------------

$('answer-form').addEventListener('submit', (e) => { e.preventDefault(); answer(); });
box.addEventListener('input', () => { touched = true; if ($('flaw').textContent) flaw(null); });
for (const button of document.querySelectorAll('[data-skip]')) button.addEventListener('click', () => { touched = true; skip(button.dataset.skip); });
$('pause').addEventListener('click', () => takeBreak());
$('calm-pause').addEventListener('click', () => takeBreak());
$('continue').addEventListener('click', () => { calm('loading', texts.WorkLoadingTitle, texts.WorkLoadingText); look(); });
$('balance').addEventListener('click', () => { $('balance-exact').hidden = !$('balance-exact').hidden; box.focus({ preventScroll: true }); });
addEventListener('keydown', (e) => {
  if (e.key !== 'Escape' || page.dataset.state !== 'solving') return;
  e.preventDefault();
  if ($('reasons').open) { $('reasons').open = false; box.focus(); } else { touched = true; skip('other'); }
});
addEventListener('click', (e) => { if (!$('reasons').contains(e.target)) $('reasons').open = false; });
document.addEventListener('visibilitychange', () => { if (!document.hidden) { document.title = texts.WorkTitle; tick(); } });
// Whoever leaves gives back what he has, so that it need not wait for the end of its time.
addEventListener('pagehide', () => { if (!resting) { turn++; send('/pause', {}, { keepalive: true }).catch(() => { }); } });
addEventListener('pageshow', (e) => { if (e.persisted) location.reload(); });
setInterval(tick, 250);
look();
