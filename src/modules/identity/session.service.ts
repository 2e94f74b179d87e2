import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { newId, newSecret, type PersonId } from '#kernel/id';
import { type Instant, plusHours, plusMinutes } from '#kernel/instant';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { Log } from '#platform/log/log';
import { Sessions } from './data/sessions.repository';
import { expiryOf, SESSION } from './domain/session';
import { hashOfToken } from './secrets';

/** Who is signed in, on which device, until when. The token is in the cookie only; we keep its hash. */
@Injectable()
export class SessionService implements BeforeApplicationShutdown {
  private readonly noting = new Set<Promise<void>>();

  constructor(
    private readonly sessions: Sessions,
    private readonly work: UnitOfWork,
    private readonly log: Log,
  ) {}

  /** A new session under a new token; the one that this browser had before is over. */
  async begin(personId: PersonId, now: Instant, previousToken: string | null = null): Promise<string> {
    const token = newSecret();
    await this.work.run(async () => {
      if (previousToken !== null) await this.sessions.end(hashOfToken(previousToken));
      await this.sessions.add({
        id: newId(),
        tokenHash: hashOfToken(token),
        personId,
        createdAt: now,
        seenAt: now,
        expiresAt: expiryOf(now),
      });
    });
    return token;
  }

  async end(token: string): Promise<void> {
    await this.work.run(() => this.sessions.end(hashOfToken(token)));
  }

  /** On every device: after a new password or PIN, whoever knew the old one is out. */
  async endAllOf(personId: PersonId): Promise<void> {
    await this.work.run(() => this.sessions.endAllOf(personId));
  }

  /** Writes down that the session was used. Nobody waits for it: on SQLite an import may hold the pen for seconds. */
  note(token: string, now: Instant): void {
    const noted = this.work
      .run(() => this.sessions.see(hashOfToken(token), now, plusMinutes(now, -SESSION.seenEveryMinutes)))
      .catch((error: unknown) => {
        this.log.warn({ error }, 'the last use of a session was not written down');
      })
      .finally(() => this.noting.delete(noted));
    this.noting.add(noted);
  }

  /** Sessions that nobody can use any more. */
  forgetExpired(now: Instant): Promise<number> {
    return this.work.run(() => this.sessions.forget(now, plusHours(now, -SESSION.idleHours)));
  }

  /** When every noted use is written. */
  async settled(): Promise<void> {
    await Promise.all(this.noting);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.settled();
  }
}
