// Why there is nothing to do now, and how long it may take.

import { fill, texts } from './format.js';
import { isOff, name } from './kinds.js';

export function explain(outlook) {
  return [reason(outlook), forecast(outlook), elsewhere(outlook)].filter(Boolean).join(' ');
}

// His own terms are in the way, which he may change.
export const isByTerms = ({ reason }) => reason === 'asks_more' || reason === 'daily_cap';

export const untilTomorrow = (until) => fill(texts.WhyDailyCap, new Date(until).toLocaleString());

function reason({ reason, until: end, kinds }) {
  const on = kinds.filter((row) => row.may && !isOff(row.kind) && !row.limitedUntil);
  const queued = on.reduce((sum, row) => sum + row.queued, 0);
  const waiting = Math.max(0, ...on.map((row) => row.workersWaiting));
  const until = kinds.filter((row) => row.limitedUntil).map((row) => Date.parse(row.limitedUntil));
  switch (reason) {
    case 'daily_cap': return untilTomorrow(end);
    case 'asks_more': return texts.WhyAsksMore;
    case 'no_kinds': return texts.WhyNoKinds;
    case 'limited': return fill(texts.WhyLimited, until.length ? new Date(Math.min(...until)).toLocaleString() : '');
    case 'not_for_him': return fill(queued === 1 ? texts.WhyNotForYouOne : texts.WhyNotForYou, queued);
    case 'all_taken': return waiting > 1 ? fill(texts.WhyAllTaken, waiting) : texts.WhySoon;
    case 'nothing_submitted': return texts.WhyNothingSubmitted;
    case 'not_trained': return texts.WorkRefusedTraining;
    case 'suspended': return texts.WorkRefusedSuspended;
    default: return null;
  }
}

function forecast({ expectedWaitSeconds: seconds }) {
  if (!seconds) return null;
  if (seconds < 60) return fill(seconds === 1 ? texts.ForecastSecond : texts.ForecastSeconds, seconds);
  const minutes = Math.round(seconds / 60);
  return fill(minutes === 1 ? texts.ForecastMinute : texts.ForecastMinutes, minutes);
}

// Work that waits in kinds which he has switched off.
function elsewhere({ kinds }) {
  const missed = kinds.filter((row) => row.may && isOff(row.kind) && row.queued > 0);
  const count = missed.reduce((sum, row) => sum + row.queued, 0);
  return count ? fill(texts.WhyElsewhere, count, missed.map((row) => name(row.kind)).join(', ')) : null;
}
