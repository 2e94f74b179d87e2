declare const phoneNumber: unique symbol;

/** E.164: a plus and eight to fifteen digits, the country first. */
export type PhoneNumber = string & { readonly [phoneNumber]: true };

interface NumberPlan {
  readonly code: string;
  /** How many digits a mobile number has without the country, and without the zero that some countries put in front at home. */
  readonly digits: readonly number[];
}

/** Where a number may be written without its country. Elsewhere people write it with the plus. */
const PLANS: Readonly<Record<string, NumberPlan>> = {
  AR: { code: '54', digits: [10, 11] },
  BO: { code: '591', digits: [8] },
  BR: { code: '55', digits: [10, 11] },
  CA: { code: '1', digits: [10] },
  CL: { code: '56', digits: [9] },
  CO: { code: '57', digits: [10] },
  CR: { code: '506', digits: [8] },
  CU: { code: '53', digits: [8] },
  DE: { code: '49', digits: [10, 11] },
  DO: { code: '1', digits: [10] },
  EC: { code: '593', digits: [9] },
  ES: { code: '34', digits: [9] },
  FR: { code: '33', digits: [9] },
  GB: { code: '44', digits: [10] },
  GT: { code: '502', digits: [8] },
  HN: { code: '504', digits: [8] },
  MX: { code: '52', digits: [10] },
  NI: { code: '505', digits: [8] },
  PA: { code: '507', digits: [8] },
  PE: { code: '51', digits: [9] },
  PR: { code: '1', digits: [10] },
  PT: { code: '351', digits: [9] },
  PY: { code: '595', digits: [9] },
  SV: { code: '503', digits: [8] },
  US: { code: '1', digits: [10] },
  UY: { code: '598', digits: [8] },
  VE: { code: '58', digits: [10] },
};

const E164 = /^\+[1-9]\d{7,14}$/;

/** A phone as people write it, as the world dials it; null when nobody could dial it from elsewhere. */
export function parsePhoneNumber(typed: string, country: string): PhoneNumber | null {
  const bare = typed.trim().replaceAll(/[\s().\-–/]/g, '');
  if (/^\+\d+$/.test(bare)) return dialled(bare);
  if (!/^\d+$/.test(bare)) return null;
  if (bare.startsWith('00')) return dialled(`+${bare.slice(2)}`);
  const plan = PLANS[country.toUpperCase()];
  if (!plan) return null;
  const home = bare.startsWith('0') ? bare.slice(1) : bare;
  if (plan.digits.includes(home.length)) return dialled(`+${plan.code}${home}`);
  // Somebody wrote the country and left the plus out.
  const isWhole = bare.startsWith(plan.code) && plan.digits.includes(bare.length - plan.code.length);
  return isWhole ? dialled(`+${bare}`) : null;
}

const dialled = (number: string): PhoneNumber | null => (E164.test(number) ? (number as PhoneNumber) : null);
