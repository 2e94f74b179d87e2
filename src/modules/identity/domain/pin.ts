export type PinRefusal = 'pin-shape' | 'pin-too-easy' | 'pin-is-your-code';

export const PIN_LENGTH = 6;

/** Six digits, without the few thousand that a stranger would try first. */
export function refusalOfPin(pin: string, personCode: string): PinRefusal | null {
  if (!/^\d{6}$/.test(pin)) return 'pin-shape';
  if (isOneDigit(pin) || isRun(pin) || repeats(pin) || isYear(pin) || isMirrored(pin)) return 'pin-too-easy';
  if (personCode.replaceAll(/\D/g, '').includes(pin)) return 'pin-is-your-code';
  return null;
}

const isOneDigit = (pin: string): boolean => new Set(pin).size === 1;

const isRun = (pin: string): boolean => ['01234567890123', '32109876543210'].some((run) => run.includes(pin));

/** 121212 and 123123. */
const repeats = (pin: string): boolean => pin === pin.slice(0, 2).repeat(3) || pin === pin.slice(0, 3).repeat(2);

/** 112233, 123321. */
const isMirrored = (pin: string): boolean => /^(\d)\1(\d)\2(\d)\3$/.test(pin) || pin === Array.from(pin).reverse().join('');

/** A year with its last two digits again, before or after: 198585, 851985. */
const isYear = (pin: string): boolean => /^(19|20)(\d\d)\2$/.test(pin) || /^(\d\d)(19|20)\1$/.test(pin);
