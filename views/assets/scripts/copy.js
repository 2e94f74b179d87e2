const SHOWN = 2500;

/** A button that appears only where copying is possible, and says when it has been done. */
export function copy(button) {
  if (!navigator.clipboard) return;
  const label = button.querySelector('[data-copy-label]');
  const words = label.textContent;
  label.setAttribute('aria-live', 'polite');
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    label.textContent = button.dataset.done;
    setTimeout(() => (label.textContent = words), SHOWN);
  });
}
