// A captcha of another site. Its provider's widget would have to run in this page, and no provider has allowed that: he solves it with software of his own and brings the token.

import { $, button, element, fill, say, texts } from './format.js';

export function token({ kind, token: task }, media, desk) {
  const link = address(task.pageUrl);
  const rows = [
    [texts.TokenPage, task.pageUrl, link],
    [kind === 'KeyCaptcha' ? texts.TokenUserId : texts.TokenSiteKey, task.siteKey],
    [texts.TokenAction, task.action],
    [texts.TokenScore, task.minScore],
    [texts.TokenInvisible, task.invisible && texts.Yes],
    [texts.TokenEnterprise, task.enterprise && texts.Yes],
    ...Object.entries(task.data ?? {}),
  ].filter(([, value]) => value !== undefined && value !== null && value !== false);
  const plain = new Set([texts.TokenInvisible, texts.TokenEnterprise]); // nothing to copy
  desk.well(
    element('dl', { className: 'parameters' }, ...rows.map(([name, value, shown]) => row(name, String(value), shown, !plain.has(name)))),
    element('details', { className: 'how' },
      element('summary', { textContent: texts.TokenHow }),
      element('p', { textContent: texts.TokenHowText })));
  desk.field('token');
  const box = $('token');
  box.value = '';
  return {
    answer: () => ({ answer: box.value.trim() }),
    focus: () => (link ?? box).focus({ preventScroll: true }),
  };

  function row(name, value, shown, canCopy) {
    const copied = button(texts.Copy, () => copy(value, name, copied), { className: 'button button-quiet button-copy' });
    copied.setAttribute('aria-label', fill(texts.CopyOf, name));
    return element('div', { className: 'parameter' },
      element('dt', { textContent: name }),
      element('dd', {}, element('span', { className: 'parameter-value' }, shown ?? value), ...(canCopy ? [copied] : [])));
  }

  async function copy(value, name, pressed) {
    desk.touched();
    const done = await write(value, pressed);
    say(fill(done ? texts.Copied : texts.NotCopied, name));
    if (done) {
      pressed.textContent = texts.CopiedShort;
      setTimeout(() => { pressed.textContent = texts.Copy; }, 2000);
    }
  }
}

// Only addresses of pages, whatever was submitted; the other site does not learn where he came from, and gets no hold of this page.
function address(url) {
  if (!/^https?:\/\//i.test(url)) return null;
  return element('a', { href: url, target: '_blank', rel: 'noreferrer noopener', referrerPolicy: 'no-referrer', textContent: url });
}

async function write(value, near) {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    const held = element('textarea', { value, readOnly: true, className: 'visually-hidden', tabIndex: -1 }); // no clipboard without HTTPS
    near.after(held);
    held.select();
    const done = document.execCommand('copy');
    held.remove();
    near.focus();
    return done;
  }
}
