import type { Id } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import type { PhoneNumber } from '#kernel/phone-number';

export interface TextMessage {
  readonly id: Id<'sms'>;
  readonly to: PhoneNumber;
  readonly text: string;
  readonly queuedAt: Instant;
  /** An earlier try ended without our knowing how: the message may have gone out already. */
  readonly isRepeated: boolean;
}

/** Carries a text message out. Whoever provides that is chosen by SMS_URL; the words of its errors are kept, so they name nobody. */
export abstract class SmsProvider {
  /** @throws SmsRefused when no other try would change the answer; any other error when a later one may. */
  abstract send(message: TextMessage): Promise<void>;
}

export class SmsRefused extends Error {}
