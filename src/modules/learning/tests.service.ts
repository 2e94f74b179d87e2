import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { newId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { done, type Outcome, refused } from '#kernel/outcome';
import { AuditLog } from '#modules/audit';
import { NotFound } from '#platform/http/errors';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { CompletionsService, standingOf } from './completions.service';
import { AttemptsRepository } from './data/attempts.repository';
import type { Done, StoredAttempt } from './data/standing.read-model';
import { type Desk, Desks } from './desks.service';
import { isPassed, isSubmitted, type SubmittedAttempt, type Turn, turnOf } from './domain/attempt';
import { draw } from './domain/draw';
import { grade, unansweredPlaces } from './domain/grade';
import type { WorkRefusal } from './domain/permit';

export interface TestTable {
  readonly desk: Desk;
  readonly turn: Turn;
  readonly lessonsLeft: number;
  /** Handed in, oldest first. */
  readonly former: readonly SubmittedAttempt[];
  /** Of the open attempt: items to options. */
  readonly answers: ReadonlyMap<string, string>;
}

export interface Results {
  readonly desk: Desk;
  readonly attempt: SubmittedAttempt;
  readonly answers: ReadonlyMap<string, string>;
  readonly turn: Turn;
}

export type StartRefusal = WorkRefusal | 'lessons-left' | 'retry-later' | 'already-passed';
export type SubmitRefusal = WorkRefusal | 'unanswered';

/** The test of a unit. Its key stays here: pages get an item's explanations only once its attempt has been graded. */
@Injectable()
export class TestsService {
  constructor(
    private readonly desks: Desks,
    private readonly attempts: AttemptsRepository,
    private readonly completions: CompletionsService,
    private readonly audit: AuditLog,
    private readonly work: UnitOfWork,
  ) {}

  async table(ctx: Context, id: string): Promise<TestTable> {
    const { desk, found, turn } = await this.look(ctx, id);
    const open = turn.kind === 'open' ? found.attempts.find(({ number }) => number === turn.attempt.number) : undefined;
    const answers = open ? await this.attempts.answers(open.id) : NONE;
    const { lessons, lessonsDone } = standingOf(desk, found, ctx);
    return { desk, turn, lessonsLeft: lessons - lessonsDone, former: found.attempts.filter(isSubmitted), answers };
  }

  async results(ctx: Context, id: string, number: number): Promise<Results> {
    const { desk, found, turn } = await this.look(ctx, id);
    const attempt = found.attempts.find((one) => one.number === number);
    if (!attempt || !isSubmitted(attempt)) throw new NotFound('no such attempt, or not handed in');
    return { desk, attempt, answers: await this.attempts.answers(attempt.id), turn };
  }

  /** Starting twice, or with an attempt open, goes on with that one. */
  async start(ctx: Context, id: string): Promise<Outcome<{ readonly number: number }, StartRefusal>> {
    return this.work.run(async () => {
      await this.desks.queue(ctx);
      const { desk, found, turn } = await this.look(ctx, id);
      if (desk.refusal) return refused(desk.refusal);
      if (turn.kind === 'passed') return refused('already-passed');
      if (turn.kind === 'waiting') return refused('retry-later');
      if (turn.kind === 'open') return done({ number: turn.attempt.number });
      const { lessons, lessonsDone } = standingOf(desk, found, ctx);
      if (lessonsDone < lessons) return refused('lessons-left', { count: lessons - lessonsDone });
      await this.desks.noteStart(ctx, desk);
      await this.begin(desk, found, turn.number, ctx.now);
      return done({ number: turn.number });
    });
  }

  /** Keeps what was chosen so far. After handing in there is nothing to keep, and an old tab that tries does no harm. */
  async save(ctx: Context, id: string, number: number, chosen: ReadonlyMap<string, string>): Promise<Outcome<undefined, WorkRefusal>> {
    return this.work.run(async () => {
      await this.desks.queue(ctx);
      const { desk, attempt } = await this.attempt(ctx, id, number);
      if (desk.refusal) return refused(desk.refusal);
      if (!isSubmitted(attempt)) await this.keep(attempt, chosen, ctx.now);
      return done();
    });
  }

  /** Hands in and grades, once: pressed again it shows the same result. */
  async submit(
    ctx: Context,
    id: string,
    number: number,
    chosen: ReadonlyMap<string, string>,
  ): Promise<Outcome<{ readonly passed: boolean; readonly completed: boolean }, SubmitRefusal>> {
    return this.work.run(async () => {
      await this.desks.queue(ctx);
      const { desk, found, attempt } = await this.attempt(ctx, id, number);
      if (isSubmitted(attempt)) return done({ passed: isPassed(attempt), completed: false });
      if (desk.refusal) return refused(desk.refusal);
      const handedIn = await this.keep(attempt, chosen, ctx.now);
      // Whoever hands in every answer at once has none that was kept before and still counts.
      const answers = handedIn.size === attempt.items.length ? handedIn : await this.attempts.answers(attempt.id);
      const missing = unansweredPlaces(attempt.items, answers);
      if (missing.length > 0) return refused('unanswered', { count: missing.length });
      const graded = grade(attempt.items, answers, desk.text.items);
      await this.attempts.submit(attempt.id, graded, ctx.now);
      const submitted = { ...attempt, ...graded, submittedAt: ctx.now };
      const passed = isPassed(submitted);
      await this.audit.record(ctx, {
        action: 'test.submitted',
        subject: { type: 'assignment', id: desk.assignment.id },
        detail: { attempt: number, score: graded.score, total: attempt.total, passed },
      });
      return done({ passed, completed: passed && (await this.completions.settle(ctx, desk, withAttempt(found, submitted))) });
    });
  }

  private async look(ctx: Context, id: string): Promise<{ desk: Desk; found: Done; turn: Turn }> {
    const { desk, found } = await this.desks.openWithDone(ctx, id);
    return { desk, found, turn: turnOf(found.attempts, desk.edition.test.retryHours, ctx.now) };
  }

  private async attempt(ctx: Context, id: string, number: number): Promise<{ desk: Desk; found: Done; attempt: StoredAttempt }> {
    const { desk, found } = await this.look(ctx, id);
    const attempt = found.attempts.find((one) => one.number === number);
    if (!attempt) throw new NotFound('no such attempt');
    return { desk, found, attempt };
  }

  private async begin({ assignment, edition, text }: Desk, found: Done, number: number, at: Instant): Promise<void> {
    const id = newId<'attempt'>();
    const former = found.attempts.map(({ items }) => items.map(({ item }) => item));
    const items = draw(text.items, edition.test.blueprint, former, id);
    const attempt = { number, startedAt: at, passMark: edition.test.pass, total: items.length, items, submittedAt: null, score: null };
    await this.attempts.start(id, assignment.id, attempt);
  }

  /** Only options of this attempt's items; anything else in the form is not ours. Returns what it kept. */
  private async keep(attempt: StoredAttempt, chosen: ReadonlyMap<string, string>, at: Instant): Promise<ReadonlyMap<string, string>> {
    const known = new Map(
      attempt.items.flatMap(({ item, options }) => {
        const option = chosen.get(item);
        return option !== undefined && options.includes(option) ? [[item, option] as const] : [];
      }),
    );
    await this.attempts.save(attempt.id, known, at);
    return known;
  }
}

const withAttempt = (found: Done, attempt: StoredAttempt): Done => ({
  ...found,
  attempts: found.attempts.map((one) => (one.id === attempt.id ? attempt : one)),
});

const NONE: ReadonlyMap<string, string> = new Map();
