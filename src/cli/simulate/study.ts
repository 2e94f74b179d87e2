import type { Context } from '#kernel/context';
import type { AssignmentId, EditionId, PersonId } from '#kernel/id';
import { CurriculumService, type EditionContent, type EditionLesson, stepsFor } from '#modules/curriculum';
import { CompletionsService, HandInsService, LessonsService, TestsService } from '#modules/learning';
import type { Theatre } from './theatre';

export type Outcome = 'done' | 'failed' | 'left';

interface Sitting {
  readonly personId: PersonId;
  readonly code: string;
  readonly name: string;
  readonly assignmentId: AssignmentId;
  readonly editionId: EditionId;
  readonly isThorough: boolean;
  readonly stopsEarly: boolean;
  readonly failures: number;
}

type Answer = Parameters<LessonsService['answer']>[4];

const PLAN = {
  situation: 'Si alguien llega mientras termino otra tarea',
  action: 'entonces levanto la vista, saludo y digo cuánto tardo',
};

/** One sitting of one person, with the services that the pages use. */
export class Study {
  private readonly answers = new Map<string, ReadonlyMap<string, ReadonlyMap<string, Answer>>>();

  constructor(private readonly theatre: Theatre) {}

  async sitDown(sitting: Sitting): Promise<Outcome> {
    const ctx = this.theatre.as(sitting);
    const { assignmentId, editionId, isThorough, stopsEarly, failures } = sitting;
    const edition = await this.theatre.get(CurriculumService).edition(editionId);
    const lessons = edition.locales.es.lessons.slice(0, stopsEarly ? 1 : undefined);
    const taken = isThorough
      ? await this.stepByStep(ctx, assignmentId, lessons)
      : await this.handIn(ctx, assignmentId, edition, lessons.length);
    if (!taken) return 'left';
    if (stopsEarly) return 'done';
    if (!(await this.takeTest(ctx, assignmentId, edition, failures === 0))) return 'failed';
    required(await this.theatre.get(CompletionsService).writePlan(ctx, assignmentId, PLAN));
    return 'done';
  }

  /** False for somebody who has left. */
  private async handIn(ctx: Context, id: AssignmentId, edition: EditionContent, lessons: number): Promise<boolean> {
    const all = this.answers.get(edition.id) ?? new Map(edition.locales.es.lessons.map((lesson) => [lesson.id, answersTo(lesson)]));
    this.answers.set(edition.id, all);
    const handed = await this.theatre.get(HandInsService).take(ctx, id, new Map([...all].slice(0, lessons)));
    if (!handed.ok && handed.refusal === 'left') return false;
    required(handed);
    return true;
  }

  private async stepByStep(ctx: Context, id: AssignmentId, lessons: readonly EditionLesson[]): Promise<boolean> {
    const service = this.theatre.get(LessonsService);
    for (const lesson of lessons) {
      const answers = answersTo(lesson);
      for (const { id: step } of stepsFor(lesson, 'public')) {
        const answer = answers.get(step);
        const answered = answer && (await service.answer(ctx, id, lesson.id, step, answer));
        if (answered?.ok === false && answered.refusal === 'left') return false;
        const gone = await service.goOn(ctx, id, lesson.id, step);
        if (!gone.ok) return false;
      }
    }
    return true;
  }

  /** True when it was passed. */
  private async takeTest(ctx: Context, id: AssignmentId, edition: EditionContent, isReady: boolean): Promise<boolean> {
    const tests = this.theatre.get(TestsService);
    const { number } = required(await tests.start(ctx, id));
    const chosen = edition.locales.es.items.map(
      (item) => [item.id, item.options.find(({ correct }) => correct === isReady)?.id ?? ''] as const,
    );
    return required(await tests.submit(ctx, id, number, new Map(chosen))).passed;
  }
}

function answersTo(lesson: EditionLesson): ReadonlyMap<string, Answer> {
  return new Map(
    stepsFor(lesson, 'public')
      .filter(({ kind }) => ['choice', 'order', 'write', 'recall', 'plan'].includes(kind))
      .map(({ id, block }) => [
        id,
        {
          option: block.kind === 'choice' ? (block.options.find(({ correct }) => correct)?.id ?? '') : '',
          places: block.kind === 'order' ? block.steps.map((_, index) => String(index + 1)) : [],
          text: 'Saludo, escucho y digo cuándo estará listo.',
        },
      ]),
  );
}

/** What a page would not have offered is a mistake of the simulation, or of the product. */
export function required<T>(outcome: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: string }): T {
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal}`);
  return outcome.value;
}
