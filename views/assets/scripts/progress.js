const EVERY = 2000;
const SLOWEST = 30_000;

/** Asks for a fresh picture of something that is under way, until the answer no longer asks to be refreshed. */
export function progress(block) {
  let wait = EVERY;
  let current = block;

  const ask = async () => {
    // Nobody looks: nothing to ask.
    if (document.visibilityState === 'hidden') return later();
    try {
      const response = await fetch(current.dataset.url);
      if (!response.ok) throw new Error(response.statusText);
      wait = EVERY;
      show(await response.text());
    } catch {
      wait = Math.min(wait * 2, SLOWEST);
      later();
    }
  };

  const show = (html) => {
    const fresh = new DOMParser().parseFromString(html, 'text/html').body.firstElementChild;
    if (!fresh) return later();
    // Something finished: the page has more to say than its bar, so it is loaded again.
    if (fresh.dataset.enhance !== 'progress') return window.location.reload();
    const bar = current.querySelector('progress');
    const freshBar = fresh.querySelector('progress');
    if (bar && freshBar) {
      bar.max = freshBar.max;
      bar.value = freshBar.value;
      const words = current.querySelector('.progress-text');
      if (words) words.textContent = fresh.querySelector('.progress-text')?.textContent ?? '';
    } else {
      current.replaceWith(fresh);
      current = fresh;
    }
    return later();
  };

  const later = () => {
    setTimeout(ask, wait);
  };
  later();
}
