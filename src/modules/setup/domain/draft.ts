import type { CalendarDate } from '#kernel/calendar-date';
import type { LogoType } from './logo';

export type Typed = Readonly<Record<string, string>>;

export interface DraftLogo {
  readonly name: string;
  readonly type: LogoType;
  readonly base64: string;
}

export interface DraftBlackout {
  readonly fromOn: CalendarDate;
  /** The first day after it. */
  readonly untilOn: CalendarDate;
  readonly reason: string;
}

/** What has been typed so far, as it was typed; the password as a hash only. */
export interface Draft {
  readonly company: Typed | null;
  readonly logo: DraftLogo | null;
  readonly account: Typed | null;
  readonly passwordHash: string | null;
  readonly cadence: Typed | null;
  readonly blackouts: readonly DraftBlackout[];
}

export const EMPTY_DRAFT: Draft = { company: null, logo: null, account: null, passwordHash: null, cadence: null, blackouts: [] };

export const STEPS = ['company', 'account', 'cadence'] as const;
export type Step = (typeof STEPS)[number];

/** Of what came with a form, the fields that are kept: never a password or a token. */
export function kept(typed: Typed, fields: readonly string[]): Typed {
  return Object.fromEntries(fields.map((field) => [field, typed[field] ?? '']));
}
