import { forget } from './forget.js';

const PING_EVERY = 20_000;
const WARN_BEFORE = 15_000;
const HANDS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'touchmove', 'input'];

/** On a device that people share: says that hands are at work, warns when there have been none for a while, and locks. */
export function sharedDevice(form) {
  const idle = Number(form.dataset.idle) * 1000;
  const notice = form.querySelector('[data-notice]');
  let touched = Date.now();
  let said = 0;
  let leaving = false;

  const leave = () => {
    leaving = true;
    forget();
    // After a sleep the session is long over: there is nothing left to end, only a page to put away.
    if (Date.now() - touched > idle + WARN_BEFORE) location.replace('/sign-in');
    else form.submit();
  };

  const ping = async () => {
    said = Date.now();
    const answer = await fetch('/device/still-here', {
      method: 'POST',
      headers: { 'x-csrf-token': form.elements._csrf.value },
      redirect: 'manual',
    }).catch(() => null);
    // No signal is no reason to lock; an answer that is not ours means that the session is over.
    if (answer && !answer.ok && !leaving) location.replace('/sign-in');
  };

  const tick = () => {
    if (leaving) return;
    const still = Date.now() - touched;
    if (still >= idle) leave();
    else if (touched > said && Date.now() - said >= PING_EVERY) void ping();
    const words = still >= idle - WARN_BEFORE ? notice.dataset.words : '';
    if (notice.textContent !== words) notice.textContent = words;
  };

  const act = () => {
    // Whoever comes back after the time is up is somebody else.
    if (Date.now() - touched < idle) touched = Date.now();
    tick();
  };
  for (const kind of HANDS) addEventListener(kind, act, { passive: true, capture: true });
  // Scrolling and media speak from inside the page, and do not bubble.
  for (const kind of ['scroll', 'timeupdate']) document.addEventListener(kind, act, { passive: true, capture: true });
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
  document.addEventListener('visibilitychange', tick);
  setInterval(tick, 1000);
  void ping();
}
