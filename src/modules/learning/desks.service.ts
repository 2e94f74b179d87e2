import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { isId, type AssignmentId, type PersonId } from '#kernel/id';
import { CurriculumService, type EditionContent, type EditionLesson, type EditionText } from '#modules/curriculum';
import { ProgrammeService } from '#modules/programme';
import { NotFound } from '#platform/http/errors';
import { DesksReadModel, type GivenAnswer, type OwnAssignment } from './data/desks.read-model';
import { LearnersRepository } from './data/learners.repository';
import { type Done, StandingReadModel } from './data/standing.read-model';
import { refusalToWork, type WorkRefusal } from './domain/permit';
import type { Progress } from './domain/progress';

/** What lies before somebody who learns: their own assignment and the edition that it asks for. */
export interface Desk {
  readonly assignment: OwnAssignment;
  readonly edition: EditionContent;
  /** The edition in the reader's language. */
  readonly text: EditionText;
  readonly refusal: WorkRefusal | null;
}

export type LessonDesk = Desk & { readonly lesson: EditionLesson };

/** Finds one's own desk; another's is not there. */
@Injectable()
export class Desks {
  constructor(
    private readonly desks: DesksReadModel,
    private readonly standings: StandingReadModel,
    private readonly learners: LearnersRepository,
    private readonly curriculum: CurriculumService,
    private readonly programme: ProgrammeService,
  ) {}

  async open(ctx: Context, id: string): Promise<Desk> {
    return this.around(ctx, await this.desks.assignment(personOf(ctx), assignmentId(id)));
  }

  /** The desk with all that has been done at it, in one query. */
  async openWithDone(ctx: Context, id: string): Promise<{ readonly desk: Desk; readonly found: Done }> {
    const whole = await this.standings.withAssignment(personOf(ctx), assignmentId(id));
    if (!whole) throw new NotFound('no assignment of this person');
    return { desk: await this.around(ctx, whole.assignment), found: whole.found };
  }

  async openLesson(ctx: Context, id: string, lessonId: string): Promise<LessonDesk> {
    return withLesson(await this.open(ctx, id), lessonId);
  }

  /** One query, whatever the page shows. */
  async openStep(
    ctx: Context,
    id: string,
    lessonId: string,
    stepId: string,
  ): Promise<{ readonly desk: LessonDesk; readonly progress: Progress | null; readonly given: GivenAnswer | null }> {
    const place = await this.desks.place(personOf(ctx), assignmentId(id), lessonId, stepId);
    const desk = withLesson(await this.around(ctx, place?.assignment ?? null), lessonId);
    return { desk, progress: place?.progress ?? null, given: place?.given ?? null };
  }

  async all(ctx: Context, personId: PersonId): Promise<Desk[]> {
    const assignments = await this.desks.assignments(personId);
    return Promise.all(assignments.map((assignment) => this.around(ctx, assignment)));
  }

  /** First thing in a unit of work that writes: from here on nobody else moves what this person has done. */
  async queue(ctx: Context): Promise<void> {
    await this.learners.queue(personOf(ctx));
  }

  /** The first doing starts the assignment. */
  async noteStart(ctx: Context, { assignment }: Desk): Promise<void> {
    if (assignment.startedAt === null) await this.programme.recordStart(assignment.id, ctx.now);
  }

  private async around(ctx: Context, assignment: OwnAssignment | null): Promise<Desk> {
    if (!assignment) throw new NotFound('no assignment of this person');
    const edition = await this.curriculum.edition(assignment.editionId);
    return { assignment, edition, text: edition.locales[ctx.locale], refusal: refusalToWork(assignment) };
  }
}

export function personOf(ctx: Context): PersonId {
  if (ctx.actor.kind !== 'person') throw new NotFound('nobody learns here');
  return ctx.actor.personId;
}

function assignmentId(text: string): AssignmentId {
  if (!isId(text)) throw new NotFound('not an id');
  return text as AssignmentId;
}

export function withLesson(desk: Desk, lessonId: string): LessonDesk {
  const lesson = desk.text.lessons.find((one) => one.id === lessonId);
  if (!lesson) throw new NotFound('no such lesson');
  return { ...desk, lesson };
}
