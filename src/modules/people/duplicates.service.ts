import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { DuplicateId } from '#kernel/id';
import { done, type Outcome, refused } from '#kernel/outcome';
import { AuditLog } from '#modules/audit';
import { Settings } from '#platform/database/settings';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { Duplicates } from './data/duplicates.repository';
import { Rosters } from './data/roster.repository';
import { findDuplicates } from './domain/duplicates';

const SEARCHED = 'duplicates.searched';
const COMPARED = 'duplicates.compared';
const STATE = 'duplicates.roster-state';
/** What HR can look through; the strongest first. More than this is not a list but a roster that went wrong. */
const MOST = 2000;

/** Suspects that two records are one person, and remembers where somebody has seen that they are two. */
@Injectable()
export class DuplicatesService {
  constructor(
    private readonly duplicates: Duplicates,
    private readonly rosters: Rosters,
    private readonly settings: Settings,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Compares outside the unit of work: it only suspects, and what it suspects can be a moment old. The same people as the last time
   * leave the same pairs, and a roster that nobody has touched holds the same people. Returns how many pairs are new.
   */
  async search(ctx: Context): Promise<number> {
    const state = (await this.rosters.state()) ?? '';
    if (state !== '' && state === (await this.settings.read(STATE))) return this.note(ctx, {});
    const people = await this.duplicates.people();
    const compared = fingerprint(people);
    const seen = { [STATE]: state, [COMPARED]: compared };
    if ((await this.settings.read(COMPARED)) === compared) return this.note(ctx, seen);
    const found = await findDuplicates(people, () => setImmediate());
    return this.work.run(async () => {
      const added = await this.duplicates.replace(found, MOST, ctx.now);
      await this.note(ctx, seen);
      await this.audit.record(ctx, {
        action: 'duplicates.searched',
        subject: { type: 'roster', id: 'roster' },
        detail: { found: found.length, added },
      });
      return added;
    });
  }

  private async note(ctx: Context, seen: Readonly<Record<string, string>>): Promise<0> {
    await this.work.run(async () => {
      for (const [key, value] of Object.entries({ [SEARCHED]: ctx.today, ...seen })) await this.settings.write(key, value);
    });
    return 0;
  }

  /** The day of the last search; null before the first. */
  searchedOn(): Promise<string | null> {
    return this.settings.read(SEARCHED);
  }

  /** They are two people, for good. */
  async dismiss(ctx: Context, id: DuplicateId): Promise<Outcome<undefined, 'no-such-pair' | 'already-dismissed'>> {
    return this.work.run(async () => {
      const pair = await this.duplicates.find(id);
      const by = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
      if (!pair) return refused('no-such-pair');
      if (!(await this.duplicates.dismiss(id, by, ctx.now))) return refused('already-dismissed');
      const { firstId, secondId } = pair;
      for (const personId of [firstId, secondId])
        await this.audit.record(ctx, {
          action: 'duplicate.dismissed',
          subject: { type: 'person', id: personId },
          detail: { firstId, secondId },
        });
      return done();
    });
  }
}

function fingerprint(people: readonly object[]): string {
  const hash = createHash('sha256');
  for (const person of people) hash.update(`${Object.values(person).join('\0')}\n`);
  return hash.digest('hex');
}
