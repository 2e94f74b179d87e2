const PAUSE = 500;

/** Shows what a form would make, while it is being filled in; its own button saves, and shows it too. */
export function preview(form) {
  const place = document.querySelector('[data-preview]');
  let timer;
  let asking = null;

  const show = async () => {
    asking?.abort();
    asking = new AbortController();
    place.setAttribute('aria-busy', 'true');
    try {
      const response = await fetch(form.dataset.url, { method: 'POST', body: new FormData(form), signal: asking.signal });
      // Whoever was signed out in the meantime gets the sign-in page: that is no picture.
      if (response.ok && !response.redirected) place.innerHTML = await response.text();
      place.removeAttribute('aria-busy');
    } catch (error) {
      if (error.name !== 'AbortError') place.removeAttribute('aria-busy');
    }
  };

  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE);
  });
}
