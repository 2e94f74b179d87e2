const PAUSE = 700;

/** Sends the form in the background after each change; the form's own button keeps working and is the way out when that fails. */
export function autosave(form) {
  const status = form.querySelector('[data-autosave-status]');
  let timer;
  let running = null;
  let again = false;

  const say = (what) => {
    if (!status) return;
    status.textContent = status.dataset[what];
    status.classList.toggle('autosave-status-failed', what === 'failed');
  };

  const send = async () => {
    if (running) {
      again = true;
      return;
    }
    say('saving');
    running = save(form);
    const saved = await running;
    running = null;
    if (again) {
      again = false;
      await send();
    } else say(saved ? 'saved' : 'failed');
  };

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE);
  };
  form.addEventListener('input', soon);
  form.addEventListener('submit', () => clearTimeout(timer));
  // A phone that goes to sleep or leaves the page must not lose the last words.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'hidden' || timer === undefined) return;
    clearTimeout(timer);
    void save(form);
  });
}

async function save(form) {
  try {
    const response = await fetch(form.dataset.url ?? form.action, {
      method: 'POST',
      body: new URLSearchParams(new FormData(form)),
      headers: { 'X-Enhance': 'autosave' },
      redirect: 'manual',
      keepalive: true,
    });
    // A redirect answers a saved form, except the one to the sign-in page, which a manual redirect cannot tell apart:
    // the server answers 401 to a request that carries X-Enhance.
    return response.ok || response.type === 'opaqueredirect';
  } catch {
    return false;
  }
}
