// The copy button of the invitation. Without a script there is no button, and the link is selected by hand.

const copy = document.getElementById('copy');
const link = document.getElementById('link');
const copied = document.getElementById('copied');

copy.hidden = false;
link.addEventListener('focus', () => link.select());
copy.addEventListener('click', async () => {
  try {
    await navigator.clipboard.writeText(link.value);
    copied.textContent = copy.dataset.copied;
  } catch {
    // No permission, or no secure connection.
    link.focus();
    copied.textContent = copy.dataset.failed;
  }
});
