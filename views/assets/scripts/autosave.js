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
      keepalive: true,
    });
    // Whoever was signed out in the meantime is led to the sign-in page, which is a fine answer but saves nothing.
    return response.ok && !new URL(response.url).pathname.startsWith('/sign-in');
  } catch {
    return false;
  }
}
