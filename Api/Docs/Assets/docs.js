'use strict';

// A button that copies, for those who have a script: without one the text can be selected like any other.
for (const figure of document.querySelectorAll('figure:has(code.command, code.settings, code.python, code.js)')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = 'Copy';
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(figure.querySelector('code').textContent);
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = 'Copy'; }, 2000);
  });
  if (navigator.clipboard) figure.querySelector('figcaption').append(button);
}
