import { Injectable } from '@nestjs/common';
import { actingPerson, type Context } from '#kernel/context';
import { type AbsenceId, newId, type PersonId } from '#kernel/id';
import { done, type Outcome, refused } from '#kernel/outcome';
import { AuditLog } from '#modules/audit';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { Absences } from './data/absences.repository';
import { Persons } from './data/persons.repository';
import { Rosters } from './data/roster.repository';
import { type Absence, absenceAllowed, type AbsenceRefusal, type AbsenceSpan } from './domain/absence';
import { RosterFollowers } from './roster-followers';

/** Who is away and until when. Each change moves due dates in the same transaction. */
@Injectable()
export class AbsencesService {
  constructor(
    private readonly absences: Absences,
    private readonly persons: Persons,
    private readonly rosters: Rosters,
    private readonly followers: RosterFollowers,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  find(id: AbsenceId): Promise<Absence | null> {
    return this.absences.find(id);
  }

  /** Oldest first, without the cancelled ones. */
  of(personId: PersonId): Promise<Absence[]> {
    return this.absences.liveOf(personId);
  }

  async record(ctx: Context, personId: PersonId, span: AbsenceSpan): Promise<Outcome<AbsenceId, AbsenceRefusal | 'no-such-person'>> {
    return this.work.run(async () => {
      await this.rosters.holdForAbsences();
      if (!(await this.persons.isLive(personId))) return refused('no-such-person');
      const allowed = absenceAllowed(span, await this.absences.liveOf(personId));
      if (!allowed.ok) return allowed;
      const id = newId<'absence'>();
      const { kind, fromOn, untilOn } = span;
      const by = { recordedAt: ctx.now, recordedBy: actingPerson(ctx), cancelledAt: null, cancelledBy: null };
      await this.absences.add({ id, personId, kind, fromOn, untilOn, ...by });
      await this.tell(ctx, personId, 'absence.recorded', { absence: id, kind, fromOn, untilOn });
      return done(id);
    });
  }

  async change(ctx: Context, id: AbsenceId, span: AbsenceSpan): Promise<Outcome<AbsenceId, AbsenceRefusal | 'no-such-absence'>> {
    return this.work.run(async () => {
      await this.rosters.holdForAbsences();
      const before = await this.absences.find(id);
      if (!before || before.cancelledAt !== null) return refused('no-such-absence');
      const others = (await this.absences.liveOf(before.personId)).filter((other) => other.id !== id);
      const allowed = absenceAllowed(span, others);
      if (!allowed.ok) return allowed;
      await this.absences.change(id, span);
      const { kind, fromOn, untilOn } = span;
      const was = { kind: before.kind, fromOn: before.fromOn, untilOn: before.untilOn };
      await this.tell(ctx, before.personId, 'absence.changed', { absence: id, before: was, kind, fromOn, untilOn });
      return done(id);
    });
  }

  /** It was a mistake, or never came to pass: the dates go back to what they would have been. */
  async cancel(ctx: Context, id: AbsenceId): Promise<Outcome<AbsenceId, 'already-cancelled'>> {
    return this.work.run(async () => {
      await this.rosters.holdForAbsences();
      const absence = await this.absences.find(id);
      if (!absence || !(await this.absences.cancel(id, actingPerson(ctx), ctx.now))) return refused('already-cancelled');
      const { kind, fromOn, untilOn } = absence;
      await this.tell(ctx, absence.personId, 'absence.cancelled', { absence: id, kind, fromOn, untilOn });
      return done(id);
    });
  }

  private async tell(ctx: Context, personId: PersonId, action: string, detail: object): Promise<void> {
    await this.audit.record(ctx, { action, subject: { type: 'person', id: personId }, detail: { ...detail } });
    await this.followers.tell(ctx, [personId]);
  }
}
