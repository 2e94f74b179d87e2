import { type Instant, plusDaysOf24Hours, toInstant } from '#kernel/instant';

/** How a person gets in for the first time: a link by mail, a slip of paper; or the one link that sets the company up. */
export type ActivationPurpose = 'link' | 'slip' | 'setup';

export const ACTIVATION_DAYS = { link: 14, slip: 60 } as const;

/** Readable from paper: ten characters from an alphabet without look-alikes, about 49 bits. */
export const SLIP_CODE_LENGTH = 10;

export function expiryOf(purpose: ActivationPurpose, now: Instant): Instant {
  return purpose === 'setup' ? END_OF_TIME : plusDaysOf24Hours(now, ACTIVATION_DAYS[purpose]);
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
  return bare.length === SLIP_CODE_LENGTH ? bare : typed.trim();
}

/** Two groups of five are easier to read and to say than ten in a row. */
export const printedCode = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`;

const END_OF_TIME = toInstant('9999-12-31T23:59:59.999Z');
