// The worker API, with the browser's cookie.

import { calmDown, trouble } from './banner.js';
import { page, pause, texts } from './format.js';

export const longestWait = 25; // seconds; the server waits no longer
const longestPause = 10_000; // milliseconds between two tries of a lost connection

let ahead = 0; // milliseconds that the server's clock is ahead of ours

export const serverNow = () => Date.now() + ahead;

async function send(path, body, { signal, keepalive = false } = {}) {
  const signals = [AbortSignal.timeout((longestWait + 15) * 1000), ...(signal ? [signal] : [])];
  const response = await fetch(page.dataset.api + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-CSRF-TOKEN': page.dataset.csrf },
    body: JSON.stringify(body ?? {}),
    keepalive,
    signal: AbortSignal.any(signals),
  });
  const served = Number(response.headers.get('X-Server-Time'));
  if (served) ahead = served - Date.now(); // less the way here, by which he sees a little too much time
  return { status: response.status, reply: await read(response) };
}

async function read(response) {
  const text = response.status === 204 ? '' : await response.text();
  try { return text ? JSON.parse(text) : null; } catch { return null; /* not from our server */ }
}

// Repeats a request until the server has really answered it, with growing pauses. Every call of the worker API can be repeated.
export async function ask(path, body, isWanted, signal) {
  for (let tries = 0; isWanted(); tries++) {
    try {
      const answer = await send(path, body, { signal });
      if (answer.status < 500 && answer.status !== 429) {
        calmDown();
        return answer;
      }
      trouble(texts.WorkBusy);
    } catch {
      if (signal?.aborted) return null;
      trouble(texts.WorkOffline);
    }
    await backOff(tries);
  }
  return null;
}

// Longer each time, not in step with everybody else, and over as soon as the browser says that it is connected again.
export async function backOff(tries) {
  const wait = Math.min(longestPause, 500 * 2 ** Math.min(tries, 5)) * (0.8 + 0.4 * Math.random());
  const back = new AbortController();
  await Promise.race([pause(wait), new Promise((done) => addEventListener('online', done, { once: true, signal: back.signal }))]);
  back.abort();
}

// What is nice to know and may fail: null then.
export async function get(path) {
  try {
    const response = await fetch(page.dataset.api + path, { signal: AbortSignal.timeout(10_000) });
    return response.ok ? await read(response) : null;
  } catch {
    return null;
  }
}

// For one who leaves the page.
export const sayGoodbye = () => { send('/pause', {}, { keepalive: true }).catch(() => { }); };
