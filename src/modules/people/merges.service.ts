import { Injectable } from '@nestjs/common';
import { actingPerson, type Context } from '#kernel/context';
import { type MergeId, newId, type PersonId } from '#kernel/id';
import { done, type Outcome, refused } from '#kernel/outcome';
import { AuditLog } from '#modules/audit';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { Merges, type StoredMerge } from './data/merges.repository';
import { Persons } from './data/persons.repository';
import { Rosters } from './data/roster.repository';
import { type FilledGaps, gapsFilled, gapsToEmpty } from './domain/merged-details';
import type { Person } from './domain/person';
import { type Exchange, type Exchanges, keyOf, type MergedPair, PersonMergeParts } from './person-merge-parts';
import { RosterFollowers } from './roster-followers';

export type MergeRefusal = 'no-such-person' | 'same-record' | 'own-record' | 'already-merged' | 'already-one';
export type UnmergeRefusal = 'no-such-merge' | 'already-two' | 'later-merge-first';

/** What a merge moved, so that it can go back. */
interface Moved {
  readonly rows: Readonly<Record<string, Exchange>>;
  readonly settled: Readonly<Record<string, readonly string[]>>;
  readonly filled: FilledGaps;
}

/** Two records that are one human being become one, with everything that was either's; and become two again if it was a mistake. */
@Injectable()
export class MergesService {
  constructor(
    private readonly merges: Merges,
    private readonly persons: Persons,
    private readonly parts: PersonMergeParts,
    private readonly rosters: Rosters,
    private readonly followers: RosterFollowers,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  find(id: MergeId): Promise<StoredMerge | null> {
    return this.merges.find(id);
  }

  async merge(ctx: Context, keptId: PersonId, mergedId: PersonId): Promise<Outcome<MergeId, MergeRefusal>> {
    if (keptId === mergedId) return refused('same-record');
    // Whoever merges would sign themselves out for good.
    if (actingPerson(ctx) === mergedId) return refused('own-record');
    return this.work.run(async () => {
      await this.rosters.hold();
      const [kept, merged] = [await this.persons.find(keptId), await this.persons.find(mergedId)];
      if (!kept || !merged) return refused('no-such-person');
      if (merged.mergedIntoId === keptId) return refused('already-one');
      if (kept.mergedIntoId !== null || merged.mergedIntoId !== null) return refused('already-merged');
      const moved = await this.join(ctx, kept, merged);
      const id = newId<'merge'>();
      const never = { undoneAt: null, undoneBy: null };
      await this.merges.add({
        id,
        keptId,
        mergedId,
        moved: JSON.stringify(moved),
        mergedAt: ctx.now,
        mergedBy: actingPerson(ctx),
        ...never,
      });
      await this.tell(ctx, 'person.merged', { merge: id, kept: keptId, merged: mergedId, moved: countsOf(moved) });
      return done(id);
    });
  }

  /** What came after the merge stays with the kept record. */
  async unmerge(ctx: Context, id: MergeId): Promise<Outcome<MergeId, UnmergeRefusal>> {
    return this.work.run(async () => {
      await this.rosters.hold();
      const merge = await this.merges.find(id);
      if (!merge) return refused('no-such-merge');
      if (merge.undoneAt !== null) return refused('already-two');
      const [kept, merged] = [await this.persons.find(merge.keptId), await this.persons.find(merge.mergedId)];
      if (!kept || !merged) return refused('no-such-merge');
      if (kept.mergedIntoId !== null || (await this.merges.hasLater(merge))) return refused('later-merge-first');
      const back = await this.part(ctx, kept, merged, merge);
      await this.merges.undo(id, actingPerson(ctx), ctx.now);
      await this.tell(ctx, 'person.unmerged', { merge: id, kept: kept.id, merged: merged.id, moved: countsOf(back) });
      return done(id);
    });
  }

  private async join(ctx: Context, kept: Person, merged: Person): Promise<Moved> {
    const pair: MergedPair = { ctx, kept: kept.id, merged: merged.id };
    for (const part of this.parts.ending()) await this.merges.end(part, merged.id);
    const rows = new Map<string, Exchange>();
    const settled: Record<string, readonly string[]> = {};
    for (const part of this.parts.moving()) {
      const exchange = part.plan ? await part.plan(pair, rows) : { toKept: await this.merges.idsOf(part, merged.id), toMerged: [] };
      await this.merges.exchange(part, exchange, kept, merged.id);
      rows.set(keyOf(part), exchange);
      if (part.settle) settled[keyOf(part)] = await part.settle(pair, exchange);
    }
    const filled = gapsFilled(kept, merged);
    // An address is one person's: it is let go before it is taken.
    await this.persons.change(merged.id, { mergedIntoId: kept.id, ...(filled.email == null ? {} : { email: null }) });
    await this.persons.change(kept.id, filled);
    return { rows: filledOf(rows), settled, filled };
  }

  private async part(ctx: Context, kept: Person, merged: Person, { moved, mergedAt }: StoredMerge): Promise<Pick<Moved, 'rows'>> {
    const { rows, settled, filled } = JSON.parse(moved) as Moved;
    const pair: MergedPair = { ctx, kept: kept.id, merged: merged.id };
    const back = new Map<string, Exchange>();
    for (const part of this.parts.moving()) {
      const exchange = rows[keyOf(part)] ?? NOTHING;
      const returning = part.planBack ? await part.planBack(pair, exchange, back, mergedAt) : exchange;
      back.set(keyOf(part), returning);
      // The same exchange from the other side.
      await this.merges.exchange(part, { toKept: returning.toMerged, toMerged: returning.toKept }, kept, merged.id);
      await part.unsettle?.(pair, settled[keyOf(part)] ?? []);
    }
    const emptied = gapsToEmpty(kept, filled);
    await this.persons.change(kept.id, emptied);
    const isFree = filled.email != null && (emptied.email === null || (await this.persons.holderOf({ email: filled.email })) === null);
    await this.persons.change(merged.id, { mergedIntoId: null, ...(isFree ? { email: filled.email } : {}) });
    return { rows: filledOf(back) };
  }

  private async tell(
    ctx: Context,
    action: string,
    detail: { readonly kept: PersonId; readonly merged: PersonId } & Record<string, unknown>,
  ): Promise<void> {
    for (const id of [detail.kept, detail.merged]) await this.audit.record(ctx, { action, subject: { type: 'person', id }, detail });
    await this.followers.tell(ctx, [detail.kept, detail.merged]);
  }
}

const NOTHING: Exchange = { toKept: [], toMerged: [] };

const filledOf = (exchanges: Exchanges): Record<string, Exchange> =>
  Object.fromEntries([...exchanges].filter(([, { toKept, toMerged }]) => toKept.length + toMerged.length > 0));

const countsOf = ({ rows }: Pick<Moved, 'rows'>): Record<string, number> =>
  Object.fromEntries(Object.entries(rows).map(([key, { toKept, toMerged }]) => [key, toKept.length + toMerged.length]));
