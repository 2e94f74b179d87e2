/** What a verb answers: done with a value, or refused with a code that is also a message key (`<module>.refusal.<code>`). */
export type Outcome<T, Refusal extends string> = Done<T> | Refused<Refusal>;

export interface Done<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Refused<Refusal extends string> {
  readonly ok: false;
  readonly refusal: Refusal;
  /** Values for the placeholders of the refusal's message. */
  readonly details: Readonly<Record<string, string | number>>;
}

export function done(): Done<undefined>;
export function done<T>(value: T): Done<T>;
export function done<T>(value?: T): Done<T | undefined> {
  return { ok: true, value };
}

export function refused<Refusal extends string>(refusal: Refusal, details: Record<string, string | number> = {}): Refused<Refusal> {
  return { ok: false, refusal, details };
}
