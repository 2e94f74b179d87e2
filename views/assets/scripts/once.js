/** A form is sent once, however often its button is pressed; coming back to the page makes the button live again. */
export function once(form) {
  let sent = false;
  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return;
    if (sent) {
      event.preventDefault();
      return;
    }
    sent = true;
    // aria-disabled and not disabled: a disabled button would not send its own name and value, and would lose the focus.
    mark(form, true);
  });
  window.addEventListener('pageshow', () => {
    sent = false;
    mark(form, false);
  });
  // A download answers the form and leaves the page where it is.
  if (form.dataset.stays !== undefined) {
    form.addEventListener('submit', () =>
      setTimeout(() => {
        sent = false;
        mark(form, false);
      }, 3000),
    );
  }
}

function mark(form, busy) {
  for (const button of form.querySelectorAll('button:not([type="button"])')) {
    if (busy) button.setAttribute('aria-disabled', 'true');
    else button.removeAttribute('aria-disabled');
  }
}
