// The figures beside the captcha: its rate, the time that is left, the balance, what was earned.

import { $, amountOf, exact, fill, grouped, nanosOf, page, perThousand, say, texts } from './format.js';
import { get, serverNow } from './server.js';

const hurry = 10_000; // milliseconds

let sessionNanos = 0n;
let todayNanos = null; // unknown until the server says it
let solved = 0;
let day = new Date().toDateString();
let saidHurry = false;

export function showRate(rate) {
  $('rate').textContent = rate ? exact(rate) : '–';
  $('rate-thousand').textContent = rate ? perThousand(rate) : texts.WorkRateUnit;
}

export function showBalance(amount) {
  const whole = fill(texts.WorkBalanceExact, exact(amount));
  $('balance').textContent = '$' + grouped(amount.slice(0, amount.indexOf('.') + 3));
  $('balance').title = whole;
  $('balance').dataset.amount = amount;
  $('balance-exact').textContent = whole;
}

export function earn(amount) {
  const today = new Date().toDateString();
  if (today !== day && todayNanos !== null) todayNanos = 0n;
  day = today;
  sessionNanos += nanosOf(amount);
  if (todayNanos !== null) todayNanos += nanosOf(amount);
  solved++;
  showEarned();
}

function showEarned() {
  if (todayNanos !== null) $('today').textContent = exact(amountOf(todayNanos));
  $('earned').textContent = exact(amountOf(sessionNanos));
  $('solved').textContent = fill(solved === 1 ? texts.WorkSolvedOne : texts.WorkSolvedMany, solved);
}

// Since midnight where he is. What he earned while the question was on its way could be in it or not: then it is asked again.
export async function readToday() {
  for (let before = -1; before !== solved;) {
    before = solved;
    const midnight = new Date();
    midnight.setHours(0, 0, 0, 0);
    const reply = await get(`/earned?since=${midnight.toISOString()}`);
    if (!reply) return;
    if (before === solved) todayNanos = nanosOf(reply.earned);
  }
  showEarned();
}

// --- The time that is left -------------------------------------------------------------------------------------------

export const left = (assignment) => Date.parse(assignment.leaseEndsAt) - serverNow();

export function newTime() {
  saidHurry = false;
}

export function showTime(assignment) {
  const lease = assignment.lease ??= Math.max(1000, left(assignment));
  const ms = Math.max(0, left(assignment));
  $('seconds').textContent = fill(texts.WorkSeconds, Math.ceil(ms / 1000));
  $('bar').style.transform = `scaleX(${Math.min(1, ms / lease)})`;
  page.toggleAttribute('data-hurry', ms <= hurry);
  if (ms > hurry || saidHurry) return;
  saidHurry = true;
  say(texts.WorkSaidTen);
}

export function showNoTime() {
  $('seconds').textContent = '–';
}
