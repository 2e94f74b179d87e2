/** Keeps what is being written in this tab until it is sent: a closed lid or a lost signal costs nothing. */
export function draft(area) {
  const key = `draft:${location.pathname}:${area.name}`;
  const kept = read(key);
  // What the server gave back (after a refusal, say) is newer than what the tab remembers.
  if (kept !== null && area.value === '') area.value = kept;

  area.addEventListener('input', () => write(key, area.value));
  area.form?.addEventListener('submit', () => write(key, ''));
}

// A private window may refuse storage; then there is simply no draft.
function read(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key, text) {
  try {
    if (text === '') sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {
    // nothing to keep it in
  }
}
