import { forget } from './forget.js';

const ASK_EVERY = 10_000;
const AGAIN_AFTER = 5_000;
const WARN_BEFORE = 15_000;
const LOCKED = 'locked';
const HANDS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'touchmove', 'input'];

/** On a device that people share: asks whether somebody may still be here, warns when no hands have been at work for a while, and locks. */
export function sharedDevice(form) {
  const idle = Number(form.dataset.idle) * 1000;
  const notice = form.querySelector('[data-notice]');
  let touched = Date.now();
  let asked = 0;
  let leaving = false;

  /** Null where there is no signal; what is answered is the server's. */
  const ask = (path) => {
    const headers = { 'x-csrf-token': form.elements._csrf.value };
    return fetch(path, { method: 'POST', headers, redirect: 'manual' }).catch(() => null);
  };

  // The page is put away first: nobody waits for the network with somebody's page in view. Only when the session
  // is over does the way lead to signing in: before, it would lead back to whoever was here.
  const leave = async () => {
    if (leaving) return;
    leaving = true;
    forget();
    mark();
    putAway(form);
    while (!(await ask(form.action))) await new Promise((again) => setTimeout(again, AGAIN_AFTER));
    location.replace('/sign-in');
  };

  const stay = async () => {
    asked = Date.now();
    const answer = await ask('/device/still-here');
    // No signal is no reason to lock; an answer that is not ours means that the session is over.
    if (answer && !answer.ok) void leave();
  };

  const tick = () => {
    if (leaving) return;
    const still = Date.now() - touched;
    if (still >= idle) void leave();
    // Without hands too: a device that was taken away shows nothing for long.
    else if (Date.now() - asked >= ASK_EVERY) void stay();
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
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void leave();
  });
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
  document.addEventListener('visibilitychange', tick);
  setInterval(tick, 1000);
  // Locked without a signal, and then somebody pressed the back button.
  if (isMarked()) void leave();
  else void stay();
}

function putAway(form) {
  const main = document.createElement('main');
  main.className = 'device-locked';
  main.append(form.querySelector('template').content.cloneNode(true));
  document.title = main.querySelector('h1').textContent;
  document.body.replaceChildren(main);
}

/** Kept until the page that signs in forgets everything. */
function mark() {
  try {
    sessionStorage.setItem(LOCKED, '');
  } catch {
    // a private window keeps nothing
  }
}

function isMarked() {
  try {
    return sessionStorage.getItem(LOCKED) !== null;
  } catch {
    return false;
  }
}
