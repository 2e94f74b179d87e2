import { Injectable } from '@nestjs/common';
import { newId } from '#kernel/id';
import type { PhoneNumber } from '#kernel/phone-number';
import { JobRunner } from '#platform/jobs/jobs';
import { Clock } from '#platform/time/clock';
import { type TextFate, Texts } from './data/texts.repository';

export type { TextFate } from './data/texts.repository';

/** Text messages are written with the rows that cause them, and carried out afterwards: a restart loses none and repeats none. */
@Injectable()
export class SmsOutbox {
  constructor(
    private readonly texts: Texts,
    private readonly clock: Clock,
    private readonly jobs: JobRunner,
  ) {}

  /** Inside the unit of work; one message per key, for ever. False when it had been said before. */
  async send(to: PhoneNumber, text: string, uniqueKey: string): Promise<boolean> {
    const now = this.clock.now();
    const times = { queuedAt: now, dueAt: now, attempts: 0, sentAt: null, failedAt: null, problem: null };
    const queued = await this.texts.queue({ id: newId(), uniqueKey, recipient: to, text, ...times });
    if (queued) this.jobs.soon('deliver-sms');
    return queued;
  }

  /** What became of the message of a key: whoever sent it may want to know. */
  fate(uniqueKey: string): Promise<TextFate | null> {
    return this.texts.fate(uniqueKey);
  }
}
