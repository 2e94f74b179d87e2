import { Injectable } from '@nestjs/common';
import { addDays, type CalendarDate } from '#kernel/calendar-date';
import { actingPerson, type Context } from '#kernel/context';
import { type JoiningRequestId, newId, type PersonId, type SupplierId } from '#kernel/id';
import { done, type Outcome, refused, type Refused } from '#kernel/outcome';
import { AuditLog } from '#modules/audit';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { Persons } from './data/persons.repository';
import { type Decision, JoiningRequests } from './data/requests.repository';
import {
  isSameDecision,
  type JoiningRequest,
  type Newcomer,
  type Poster,
  type ProposedJoiner,
  saysTheSame,
} from './domain/joining-request';
import { phoneKey } from './domain/likeness';
import { covers, type Engagement, isEmpty } from './domain/person';
import { type AskedEngagement, EngagementsService } from './engagements.service';
import { FirstWayIn, type WayIn } from './first-way-in';
import { type Details, PeopleService } from './people.service';

/** Who is in now, and by which way the first link went; null where none is sent by itself. */
export interface LetIn {
  readonly personId: PersonId;
  readonly way: WayIn | null;
}

/** Whoever is not on the list says so, coordinators propose who joins and leaves, and HR decides in one step. */
@Injectable()
export class PeopleRequestsService {
  constructor(
    private readonly requests: JoiningRequests,
    private readonly persons: Persons,
    private readonly people: PeopleService,
    private readonly engagements: EngagementsService,
    private readonly firstWayIn: FirstWayIn,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  find(id: JoiningRequestId): Promise<JoiningRequest | null> {
    return this.requests.find(id);
  }

  async receive(ctx: Context, { siteId }: Poster, newcomer: Newcomer): Promise<void> {
    await this.ask(ctx, { ...EMPTY, ...newcomer, source: 'poster', kind: 'join', siteId });
  }

  async propose(ctx: Context, joiner: ProposedJoiner): Promise<Outcome<JoiningRequestId, 'not-your-supplier'>> {
    if (!suppliersOf(ctx).includes(joiner.supplierId)) return refused('not-your-supplier');
    return done(await this.ask(ctx, { ...EMPTY, ...joiner, source: 'coordinator', kind: 'join', employerKind: 'contractor' }));
  }

  async proposeLeaver(
    ctx: Context,
    personId: PersonId,
    lastOn: CalendarDate,
  ): Promise<Outcome<JoiningRequestId, 'no-such-person' | 'already-proposed' | 'proposed-otherwise'>> {
    return this.work.run(async () => {
      await this.requests.queue();
      const person = await this.persons.find(personId);
      const supplierId = await this.requests.supplierOf(personId, suppliersOf(ctx), ctx.today);
      if (!person || supplierId === null) return refused('no-such-person');
      const before = await this.requests.proposedLastDay(personId, supplierId);
      if (before !== null) return before === lastOn ? refused('already-proposed') : refused('proposed-otherwise', { last: before });
      const { givenName, familyName, language } = person;
      const said = { source: 'coordinator', kind: 'leave', employerKind: 'contractor', supplierId, personId, lastOn } as const;
      return done(await this.ask(ctx, { ...EMPTY, ...said, givenName, familyName, language }));
    });
  }

  /** Somebody new, on the roster and in the open round at once. */
  enrol(ctx: Context, id: JoiningRequestId, details: Details & { readonly personCode: string }, asked: AskedEngagement) {
    return this.letIn((tell) =>
      this.decide(ctx, id, 'join', { state: 'accepted', reason: null }, async (request) => {
        const enrolled = await this.people.enrol(ctx, details, asked);
        if (enrolled.ok) tell({ personId: enrolled.value, way: await this.wayIn(ctx, request, enrolled.value, asked) });
        return enrolled;
      }),
    );
  }

  /** It is somebody the roster knows: whoever had left comes back; for whoever is here there is nothing to do. */
  async recognise(ctx: Context, id: JoiningRequestId, personId: PersonId, asked: AskedEngagement) {
    const isHere = await this.isHere(ctx, personId);
    return this.letIn((tell) =>
      this.decide(ctx, id, 'join', { state: isHere ? 'known' : 'accepted', reason: null, personId }, async (request) => {
        if (!(await this.persons.isLive(personId))) return refused('no-such-person');
        if (isHere) {
          tell({ personId, way: 'had' });
          return done(personId);
        }
        const started = await this.engagements.start(ctx, personId, asked);
        if (!started.ok) return started;
        tell({ personId, way: await this.wayIn(ctx, request, personId, asked, await this.isPhoneOf(request, personId)) });
        return done(personId);
      }),
    );
  }

  /** Or announced. */
  async isHere(ctx: Context, personId: PersonId): Promise<boolean> {
    const isOrWillBe = (span: Engagement): boolean => covers(span, ctx.today) || (span.fromOn > ctx.today && !isEmpty(span));
    return (await this.engagements.of(personId)).some(isOrWillBe);
  }

  /** They leave: what they have with that supplier ends on the last day. */
  acceptLeaver(ctx: Context, id: JoiningRequestId, lastOn: CalendarDate) {
    return this.decide(ctx, id, 'leave', { state: 'accepted', reason: null }, async ({ personId, supplierId }) => {
      if (personId === null) return refused('no-such-person');
      const open = (await this.engagements.of(personId)).filter(
        (engagement) => engagement.supplierId === supplierId && (engagement.untilOn === null || engagement.untilOn > addDays(lastOn, 1)),
      );
      for (const engagement of open) {
        const ended = await this.engagements.end(ctx, engagement.id, lastOn);
        if (!ended.ok) return ended;
      }
      return done(personId);
    });
  }

  async decline(ctx: Context, id: JoiningRequestId, reason: string): Promise<Outcome<JoiningRequestId, DecidedRefusal>> {
    const declined = await this.decide(ctx, id, null, { state: 'declined', reason }, () => Promise.resolve(done(null)));
    return declined as Outcome<JoiningRequestId, DecidedRefusal>;
  }

  /** Whoever proposed it thinks better of it, while nobody has decided. Anybody of the same supplier may. */
  async withdraw(ctx: Context, id: JoiningRequestId): Promise<Outcome<JoiningRequestId, 'no-such-request' | DecidedRefusal>> {
    return this.work.run(async () => {
      const request = await this.requests.find(id);
      const isOwn = request?.source === 'coordinator' && request.supplierId !== null && suppliersOf(ctx).includes(request.supplierId);
      if (!isOwn) return refused('no-such-request');
      const decision = { state: 'withdrawn', reason: null } as const;
      if (!(await this.requests.decide(id, decision, actingPerson(ctx), ctx.now))) return this.decidedBefore(id, decision);
      await this.audit.record(ctx, { action: 'request.withdrawn', subject: { type: 'request', id }, detail: { person: request.personId } });
      return done(id);
    });
  }

  /** Whoever asked at the poster waits for an answer that reaches them; a coordinator hands out what the own people need. */
  private async wayIn(
    ctx: Context,
    { source }: JoiningRequest,
    personId: PersonId,
    { fromOn }: AskedEngagement,
    isPhoneTheirs = true,
  ): Promise<WayIn | null> {
    return source === 'poster' && fromOn <= ctx.today ? this.firstWayIn.send(ctx, personId, isPhoneTheirs) : null;
  }

  /** Whoever had left may have another number now, and the one on the roster another holder. */
  private async isPhoneOf({ phone }: JoiningRequest, personId: PersonId): Promise<boolean> {
    const said = phoneKey(phone);
    return said === null || said === phoneKey((await this.persons.find(personId))?.phone ?? null);
  }

  /** What the decision let in, once it stands. */
  private async letIn<R extends string>(
    decide: (tell: (one: LetIn) => void) => Promise<Outcome<JoiningRequestId, R>>,
  ): Promise<Outcome<LetIn, R>> {
    const told: LetIn[] = [];
    const decided = await decide((one) => told.push(one));
    const [letIn] = told.slice(-1);
    if (decided.ok && letIn === undefined) throw new Error('somebody was let in and nobody said who');
    return decided.ok ? done(letIn as LetIn) : decided;
  }

  private ask(ctx: Context, said: Omit<JoiningRequest, keyof typeof UNDECIDED | 'id' | 'askedAt' | 'askedBy'>): Promise<JoiningRequestId> {
    return this.work.run(async () => {
      await this.requests.queue();
      const before = (await this.requests.waitingFor(said)).find((waiting) => saysTheSame(waiting, said));
      if (before) return before.id;
      const id = newId<'joining-request'>();
      await this.requests.add({ id, ...said, ...UNDECIDED, askedAt: ctx.now, askedBy: actingPerson(ctx) });
      const { source, kind, siteId, supplierId, personId } = said;
      await this.audit.record(ctx, {
        action: 'request.made',
        subject: { type: 'request', id },
        detail: { source, kind, siteId, supplierId, personId },
      });
      return id;
    });
  }

  /** Once, and whole: where the roster refuses, the request goes on waiting. */
  private async decide<R extends string>(
    ctx: Context,
    id: JoiningRequestId,
    kind: JoiningRequest['kind'] | null,
    decision: Decision,
    act: (request: JoiningRequest) => Promise<Outcome<PersonId | null, R>>,
  ): Promise<Outcome<JoiningRequestId, R | DecidedRefusal>> {
    try {
      return await this.work.run(async () => {
        const request = await this.requests.find(id);
        if (!request || (kind !== null && request.kind !== kind)) return refused('decided-otherwise');
        if (!(await this.requests.decide(id, decision, actingPerson(ctx), ctx.now))) return await this.decidedBefore(id, decision);
        const outcome = await act(request);
        if (!outcome.ok) throw new StillWaiting(outcome);
        if (outcome.value !== null) await this.requests.isAbout(id, outcome.value);
        const detail = { state: decision.state, reason: decision.reason, person: outcome.value ?? request.personId };
        await this.audit.record(ctx, { action: 'request.decided', subject: { type: 'request', id }, detail });
        return done(id);
      });
    } catch (error) {
      if (error instanceof StillWaiting) return error.outcome as Refused<R>;
      throw error;
    }
  }

  /** Whoever presses twice hears that it is done; whoever comes after another decision, that theirs was not. */
  private async decidedBefore(id: JoiningRequestId, decision: Decision): Promise<Refused<DecidedRefusal>> {
    const before = await this.requests.find(id);
    return refused(before && isSameDecision(before, decision) ? 'already-decided' : 'decided-otherwise');
  }
}

/** `already-decided`: just as it is asked for now. */
export type DecidedRefusal = 'already-decided' | 'decided-otherwise';

class StillWaiting extends Error {
  constructor(readonly outcome: Refused<string>) {
    super(`the request goes on waiting: ${outcome.refusal}`);
  }
}

const UNDECIDED = { state: 'waiting', decidedAt: null, decidedBy: null, reason: null } as const;

const EMPTY = {
  siteId: null,
  supplierId: null,
  personId: null,
  employer: null,
  personCode: null,
  nationalId: null,
  phone: null,
  team: null,
  jobTitle: null,
  manager: null,
  fromOn: null,
  lastOn: null,
} as const;
const suppliersOf = ({ actor }: Context): readonly SupplierId[] => (actor.kind === 'person' ? actor.supplierIds : []);
