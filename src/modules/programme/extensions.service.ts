import { Injectable } from '@nestjs/common';
import { actingPerson, type Context } from '#kernel/context';
import type { CalendarDate } from '#kernel/calendar-date';
import { type AssignmentId, type ExtensionId, newId, type PersonId, type RoundId } from '#kernel/id';
import { done, type Outcome, refused } from '#kernel/outcome';
import { AuditLog } from '#modules/audit';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { AssignmentsService } from './assignments.service';
import { ProgrammeRepository } from './data/programme.repository';
import { Reasons } from './data/reasons.repository';
import { type DueWord, dueWords, isUsual } from './domain/due-words';
import {
  askAllowed,
  type AskRefusal,
  EXTENSION_DAYS,
  type ExtensionFacts,
  type GrantRefusal,
  grantAllowed,
  isTimeToAsk,
} from './domain/extension';

/** A person's own request for more time. */
export interface Extension {
  readonly id: ExtensionId;
  readonly personId: PersonId;
  readonly roundId: RoundId;
  readonly days: number;
  readonly reason: string;
  readonly state: 'waiting' | 'granted' | 'refused';
}

/** Until when somebody has time, why, and whether they may ask for more. */
export interface OwnTime {
  readonly assignmentId: AssignmentId;
  readonly dueOn: CalendarDate;
  /** Empty where the date is simply the round's. */
  readonly words: readonly DueWord[];
  readonly mayAsk: boolean;
  readonly state: 'waiting' | 'granted' | 'refused' | null;
  readonly days: number;
}

export type DecideRefusal =
  'no-such-extension' | 'already-decided' | 'decided-otherwise' | 'own-extension' | GrantRefusal | 'no-assignment';

/** More time: asked for by the person in one tap, granted by somebody responsible for them, a few times per round at most. */
@Injectable()
export class ExtensionsService {
  constructor(
    private readonly reasons: Reasons,
    private readonly assignments: AssignmentsService,
    private readonly programme: ProgrammeRepository,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  async find(id: ExtensionId): Promise<Extension | null> {
    const found = await this.reasons.extension(id);
    return found && shown(found);
  }

  /** In the order in which they were asked for. */
  async of(personId: PersonId, roundId: RoundId): Promise<Extension[]> {
    return (await this.reasons.extensionsOf(personId, roundId)).map(shown);
  }

  /** Null for another's assignment, and where nothing is owed any more. */
  async ownTime(ctx: Context, assignmentId: AssignmentId): Promise<OwnTime | null> {
    const personId = actingPerson(ctx);
    const row = personId && (await this.reasons.ownTime(personId, assignmentId));
    if (!row || row.completed === 1 || row.gone === 1) return null;
    const facts = { isCompleted: false, hasLeft: false, isClosed: row.closed === 1, granted: row.granted, isWaiting: row.waiting > 0 };
    return {
      assignmentId,
      dueOn: row.dueOn,
      words: isUsual(row) ? [] : dueWords(row),
      mayAsk: isTimeToAsk(row.dueOn, ctx.today) && askAllowed(facts).ok,
      state: facts.isClosed
        ? null
        : facts.isWaiting
          ? 'waiting'
          : row.lastGranted === null
            ? null
            : row.lastGranted === 1
              ? 'granted'
              : 'refused',
      days: EXTENSION_DAYS,
    };
  }

  /** For oneself. */
  async ask(ctx: Context, roundId: RoundId, reason: string): Promise<Outcome<ExtensionId, AskRefusal | 'no-assignment'>> {
    return this.work.run(async () => {
      await this.programme.queue(ctx.now);
      const personId = actingPerson(ctx);
      if (personId === null) return refused('no-assignment');
      const facts = await this.facts(personId, roundId);
      if (!facts) return refused('no-assignment');
      const permit = askAllowed(facts);
      if (!permit.ok) return permit;
      const id = newId<'extension'>();
      const asked = { id, personId, roundId, days: permit.value, reason: reason.trim().slice(0, 500), askedAt: ctx.now, askedBy: personId };
      await this.reasons.addExtension({ ...asked, decidedAt: null, decidedBy: null, granted: null });
      await this.record(ctx, personId, 'extension.asked', { extension: id, round: roundId, days: permit.value });
      return done(id);
    });
  }

  async decide(ctx: Context, id: ExtensionId, grant: boolean): Promise<Outcome<ExtensionId, DecideRefusal>> {
    return this.work.run(async () => {
      await this.programme.queue(ctx.now);
      const extension = await this.reasons.extension(id);
      if (!extension) return refused('no-such-extension');
      const { personId, roundId, days } = extension;
      if (personId === actingPerson(ctx)) return refused('own-extension');
      const facts = grant && extension.decidedAt === null ? await this.facts(personId, roundId) : undefined;
      if (facts === null) return refused('no-assignment');
      const granting = facts ? grantAllowed(facts) : done();
      if (!granting.ok) return granting;
      if (!(await this.reasons.decideExtension(id, grant, actingPerson(ctx), ctx.now)))
        return refused(extension.granted === (grant ? 1 : 0) ? 'already-decided' : 'decided-otherwise');
      await this.record(ctx, personId, grant ? 'extension.granted' : 'extension.refused', { extension: id, round: roundId, days });
      if (grant) await this.assignments.settle(ctx, [personId], 'extension');
      return done(id);
    });
  }

  private async facts(personId: PersonId, roundId: RoundId): Promise<ExtensionFacts | null> {
    const facts = await this.reasons.factsOf(personId, roundId);
    if (!facts) return null;
    const states = (await this.of(personId, roundId)).map(({ state }) => state);
    return { ...facts, granted: states.filter((state) => state === 'granted').length, isWaiting: states.includes('waiting') };
  }

  private async record(ctx: Context, personId: PersonId, action: string, detail: Record<string, string | number>): Promise<void> {
    await this.audit.record(ctx, { action, subject: { type: 'person', id: personId }, detail });
  }
}

function shown({
  id,
  personId,
  roundId,
  days,
  reason,
  granted,
}: Pick<Extension, 'id' | 'personId' | 'roundId' | 'days' | 'reason'> & { granted: number | null }): Extension {
  return { id, personId, roundId, days, reason, state: granted === null ? 'waiting' : granted === 1 ? 'granted' : 'refused' };
}
