import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { Context } from '#kernel/context';
import { type EngagementId, newId, type PersonId, type SiteId, type SupplierId, type TeamId } from '#kernel/id';
import { done, type Outcome, refused } from '#kernel/outcome';
import { AuditLog } from '#modules/audit';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { Engagements } from './data/engagements.repository';
import { Persons } from './data/persons.repository';
import { Places } from './data/places.repository';
import { Rosters } from './data/roster.repository';
import {
  closedFor,
  ended,
  type EndRefusal,
  type EngagementTerms,
  moved,
  type MoveRefusal,
  type Placement,
  startAllowed,
  type StartRefusal,
} from './domain/engagement-change';
import { codeKeyOf, type Engagement, type EngagementKind } from './domain/person';
import { RosterFollowers } from './roster-followers';
import { type LockOut, RosterGuard, StepBack } from './roster-guard';

/** As people say it: teams, sites and suppliers by name, the manager by code. */
export interface AskedPlacement {
  readonly team: string | null;
  readonly site: string | null;
  readonly jobTitle: string | null;
  readonly managerCode: string | null;
}

export interface AskedEngagement extends AskedPlacement {
  readonly kind: EngagementKind;
  readonly supplier: string | null;
  readonly fromOn: CalendarDate;
  readonly untilOn: CalendarDate | null;
}

export type PlaceRefusal = 'manager-unknown' | 'own-manager' | 'manager-circle';
export type BeginRefusal = StartRefusal | EndRefusal | PlaceRefusal | 'no-such-person' | 'no-such-engagement' | LockOut;

/** Who works here from when to when, for whom and where. Each change moves assignments in the same transaction. */
@Injectable()
export class EngagementsService {
  constructor(
    private readonly engagements: Engagements,
    private readonly persons: Persons,
    private readonly places: Places,
    private readonly rosters: Rosters,
    private readonly followers: RosterFollowers,
    private readonly guard: RosterGuard,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  find(id: EngagementId): Promise<Engagement | null> {
    return this.engagements.find(id);
  }

  /** Oldest first. */
  of(personId: PersonId): Promise<Engagement[]> {
    return this.engagements.of(personId);
  }

  /** A return, a second engagement, a change of employer: `closing` ends the day before. */
  start(
    ctx: Context,
    personId: PersonId,
    asked: AskedEngagement,
    closing: EngagementId | null = null,
  ): Promise<Outcome<EngagementId, BeginRefusal>> {
    return this.guarded(ctx, async () => {
      await this.rosters.hold();
      if (!(await this.persons.isLive(personId))) return refused('no-such-person');
      const place = await this.placement(ctx, asked, personId);
      if (!place.ok) return place;
      let others = await this.engagements.of(personId);
      const before = closing === null ? null : others.find(({ id }) => id === closing);
      if (before === undefined) return refused('no-such-engagement');
      const end = before === null ? null : closedFor(before, asked.fromOn);
      if (end && !end.ok) return end;
      if (end) others = others.map((other) => (other.id === closing ? { ...other, untilOn: end.value } : other));
      const supplierId = asked.kind === 'staff' ? null : await this.supplier(asked.supplier);
      const { kind, fromOn, untilOn } = asked;
      const allowed = startAllowed({ kind, supplierId, ...place.value, fromOn, untilOn }, others);
      if (!allowed.ok) return allowed;
      if (before && end) await this.engagements.end(before.id, end.value);
      return done(await this.open(ctx, personId, allowed.value, closing));
    });
  }

  /** Another team, site, manager or job title from a day on. */
  move(
    ctx: Context,
    id: EngagementId,
    asked: AskedPlacement,
    on: CalendarDate,
  ): Promise<Outcome<EngagementId, MoveRefusal | PlaceRefusal | 'no-such-engagement' | LockOut>> {
    return this.guarded(ctx, async () => {
      await this.rosters.hold();
      const engagement = await this.engagements.find(id);
      if (!engagement) return refused('no-such-engagement');
      const { personId } = engagement;
      const place = await this.placement(ctx, asked, personId);
      if (!place.ok) return place;
      const move = moved(engagement, place.value, on, await this.engagements.of(personId));
      if (!move.ok) return move;
      if (move.value.step === 'correct') await this.engagements.place(id, move.value.to);
      else await this.engagements.end(id, move.value.closes.untilOn);
      const next = move.value.step === 'correct' ? id : newId<'engagement'>();
      if (move.value.step === 'open') await this.engagements.add(next, personId, move.value.opens, ctx.now);
      const { teamId, siteId, jobTitle, managerId } = engagement;
      await this.tell(ctx, personId, 'engagement.moved', {
        engagement: id,
        next,
        on,
        before: { teamId, siteId, jobTitle, managerId },
        ...place.value,
      });
      return done(next);
    });
  }

  end(ctx: Context, id: EngagementId, lastOn: CalendarDate): Promise<Outcome<EngagementId, EndRefusal | 'no-such-engagement' | LockOut>> {
    return this.guarded(ctx, async () => {
      await this.rosters.hold();
      const engagement = await this.engagements.find(id);
      if (!engagement) return refused('no-such-engagement');
      const others = (await this.engagements.of(engagement.personId)).filter((other) => other.id !== id);
      const end = ended(engagement, lastOn, others);
      if (!end.ok) return end;
      await this.engagements.end(id, end.value);
      await this.tell(ctx, engagement.personId, 'engagement.ended', { engagement: id, before: engagement.untilOn, untilOn: end.value });
      return done(id);
    });
  }

  /** Inside a unit of work that holds the roster: the first engagement of somebody new. */
  async begin(ctx: Context, personId: PersonId, asked: AskedEngagement): Promise<Outcome<EngagementTerms, StartRefusal | PlaceRefusal>> {
    const place = await this.placement(ctx, asked, personId);
    if (!place.ok) return place;
    const supplierId = asked.kind === 'staff' ? null : await this.supplier(asked.supplier);
    const { kind, fromOn, untilOn } = asked;
    return startAllowed({ kind, supplierId, ...place.value, fromOn, untilOn }, []);
  }

  private async open(ctx: Context, personId: PersonId, terms: EngagementTerms, closed: EngagementId | null): Promise<EngagementId> {
    const id = newId<'engagement'>();
    await this.engagements.add(id, personId, terms, ctx.now);
    await this.tell(ctx, personId, 'engagement.started', { engagement: id, closed, ...terms });
    return id;
  }

  private async placement(ctx: Context, asked: AskedPlacement, personId: PersonId): Promise<Outcome<Placement, PlaceRefusal>> {
    const manager = asked.managerCode === null ? null : await this.persons.living(codeKeyOf(asked.managerCode));
    if (asked.managerCode !== null && manager === null) return refused('manager-unknown', { code: asked.managerCode });
    if (manager?.id === personId) return refused('own-manager');
    if (manager && (await this.engagements.answersFor(personId, manager.id, ctx.today))) return refused('manager-circle');
    const teamId = (await this.placeNamed('team', asked.team)) as TeamId | null;
    const siteId = (await this.placeNamed('site', asked.site)) as SiteId | null;
    return done({ teamId, siteId, jobTitle: asked.jobTitle, managerId: manager?.id ?? null });
  }

  private async supplier(name: string | null): Promise<SupplierId | null> {
    return (await this.placeNamed('supplier', name)) as SupplierId | null;
  }

  private async placeNamed(table: 'supplier' | 'team' | 'site', name: string | null): Promise<string | null> {
    return name === null ? null : ((await this.places.named(table, [name])).get(name) ?? null);
  }

  /** Nothing of it stays when it would shut out whoever acts, or the last of HR. */
  private async guarded<T, R extends string>(ctx: Context, change: () => Promise<Outcome<T, R>>): Promise<Outcome<T, R | LockOut>> {
    try {
      return await this.work.run(async () => {
        const before = await this.guard.before(ctx);
        const outcome = await change();
        const lockOut = outcome.ok ? await this.guard.lockOut(ctx, before) : null;
        if (lockOut !== null) throw new StepBack(lockOut);
        return outcome;
      });
    } catch (error) {
      if (error instanceof StepBack) return refused(error.reason);
      throw error;
    }
  }

  private async tell(ctx: Context, personId: PersonId, action: string, detail: object): Promise<void> {
    await this.audit.record(ctx, { action, subject: { type: 'person', id: personId }, detail: { ...detail } });
    await this.followers.tell(ctx, [personId]);
  }
}
