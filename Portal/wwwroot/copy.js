// The copy button beside a text that is shown once. Without a script there is no button, and the text is selected by a click.

const button = document.getElementById('copy');
const text = document.getElementById('copy-text');
const copied = document.getElementById('copied');

if (button) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text.textContent.trim());
      copied.textContent = button.dataset.copied;
    } catch {
      // No permission, or no secure connection.
      getSelection().selectAllChildren(text);
      copied.textContent = button.dataset.failed;
    }
  });
}
