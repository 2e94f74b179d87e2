import { type Instant, plusDaysOf24Hours, plusMinutes, toInstant } from '#kernel/instant';

/**
 * How a person gets in for the first time, or again: a link by mail or by text message, a slip of paper, a link for a forgotten PIN,
 * a code that somebody helps them with; or the one link that sets the company up.
 */
export type ActivationPurpose = 'link' | 'sms' | 'slip' | 'forgot' | 'help' | 'setup';

export const ACTIVATION_DAYS = { link: 14, sms: 3, slip: 60 } as const;

/** Asked for by whoever is there to use it at once. */
export const ACTIVATION_MINUTES = { forgot: 60, help: 15 } as const;

/** Readable from paper: ten characters from an alphabet without look-alikes, about 49 bits. */
export const SLIP_CODE_LENGTH = 10;

/** Said aloud and good for minutes: eight, about 39 bits. */
export const HELP_CODE_LENGTH = 8;

export function expiryOf(purpose: ActivationPurpose, now: Instant): Instant {
  switch (purpose) {
    case 'setup':
      return END_OF_TIME;
    case 'forgot':
    case 'help':
      return plusMinutes(now, ACTIVATION_MINUTES[purpose]);
    case 'link':
    case 'sms':
    case 'slip':
      return plusDaysOf24Hours(now, ACTIVATION_DAYS[purpose]);
  }
}

export interface ActivationState {
  readonly usedAt: Instant | null;
  readonly replacedAt: Instant | null;
  readonly expiresAt: Instant;
}

export type ActivationRefusal = 'activation-used' | 'activation-replaced' | 'activation-expired';

export function refusalOfActivation({ usedAt, replacedAt, expiresAt }: ActivationState, now: Instant): ActivationRefusal | null {
  if (usedAt !== null) return 'activation-used';
  if (replacedAt !== null) return 'activation-replaced';
  if (now >= expiresAt) return 'activation-expired';
  return null;
}

/** As a person may type it from paper: any case, spaces and dashes anywhere. A link's secret is longer and is taken as it is. */
export function canonicalSecret(typed: string): string {
  const bare = typed.replaceAll(/[\s.\-–—_]/g, '').toUpperCase();
  return bare.length === SLIP_CODE_LENGTH || bare.length === HELP_CODE_LENGTH ? bare : typed.trim();
}

/** Two short groups are easier to read and to say than one long. */
export const printedCode = (code: string): string => `${code.slice(0, code.length / 2)}-${code.slice(code.length / 2)}`;

const END_OF_TIME = toInstant('9999-12-31T23:59:59.999Z');
