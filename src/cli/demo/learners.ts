import { addDays, type CalendarDate, daysBetween } from '#kernel/calendar-date';
import type { Context } from '#kernel/context';
import type { AssignmentId } from '#kernel/id';
import { plusMinutes, startOfDay } from '#kernel/instant';
import { AccreditationService } from '#modules/accreditation';
import { CurriculumService, type EditionContent, stepsFor } from '#modules/curriculum';
import { CompletionsService, LessonsService, TestsService } from '#modules/learning';
import { ProgrammeService } from '#modules/programme';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { chance } from './chance';
import type { Player, Stage } from './stage';

const COMPLETE = 0.58;
const BEGIN = 0.15;

/** What one person does in the weeks since the round opened. */
interface Part {
  readonly player: Player;
  readonly day: CalendarDate;
  readonly lessons: number;
  readonly completes: boolean;
}

/** Lets most people learn since the round opened, each on a day of their own, with the real services; diplomas follow day by day. */
export async function playLearning(
  stage: Stage,
  players: readonly Player[],
  zone: string,
  opened: CalendarDate,
  today: CalendarDate,
): Promise<number> {
  const random = chance(7);
  const days = daysBetween(opened, today);
  const parts = players
    .map((player): Part | null => {
      const luck = random();
      const day = addDays(opened, Math.floor(random() * days));
      if (luck < COMPLETE) return { player, day, lessons: 5, completes: true };
      return luck < COMPLETE + BEGIN ? { player, day, lessons: 1 + Math.floor(random() * 3), completes: false } : null;
    })
    .filter((part) => part !== null)
    .sort((a, b) => a.day.localeCompare(b.day));
  await stage.giveAccess(parts.map(({ player }) => player));
  let completed = 0;
  for (const [index, part] of parts.entries()) {
    const moment = plusMinutes(startOfDay(zone, part.day), 8 * 60 + Math.floor(random() * 9 * 60));
    if (await play(stage, part, stage.at(moment, stage.as(part.player)))) completed++;
    // The day is over: what was completed on it gets its diploma.
    if (parts[index + 1]?.day !== part.day)
      await stage.get(AccreditationService).issueDue(stage.at(plusMinutes(startOfDay(zone, part.day), 18 * 60)));
  }
  return completed;
}

/** One unit of work for all that one person does: the same verbs, a thousand commits fewer. */
function play(stage: Stage, { player, lessons, completes }: Part, ctx: Context): Promise<boolean> {
  return stage.get(UnitOfWork).run(async () => {
    const [assignment] = await stage.get(ProgrammeService).assignmentsOf(player.personId);
    if (!assignment) return false;
    const edition = await stage.get(CurriculumService).edition(assignment.editionId);
    for (const { id } of edition.locales.es.lessons.slice(0, lessons)) await takeLesson(stage, ctx, assignment.id, edition, id);
    if (!completes) return false;
    await passTest(stage, ctx, assignment.id, edition);
    await stage.get(CompletionsService).writePlan(ctx, assignment.id, {
      situation: 'Si alguien llega mientras termino otra tarea',
      action: 'entonces levanto la vista, saludo y digo cuánto tardo',
    });
    return true;
  });
}

async function takeLesson(
  stage: Stage,
  ctx: Context,
  assignmentId: AssignmentId,
  edition: EditionContent,
  lessonId: string,
): Promise<void> {
  const lesson = edition.locales.es.lessons.find(({ id }) => id === lessonId);
  if (!lesson) throw new Error(`no lesson ${lessonId}`);
  const lessons = stage.get(LessonsService);
  for (const { id, block } of stepsFor(lesson, 'public')) {
    const option = block.kind === 'choice' ? (block.options.find(({ correct }) => correct)?.id ?? '') : '';
    const places = block.kind === 'order' ? block.steps.map((_, index) => String(index + 1)) : [];
    if (['choice', 'order', 'write', 'recall', 'plan'].includes(block.kind))
      await lessons.answer(ctx, assignmentId, lessonId, id, { option, places, text: 'Saludo, escucho y digo cuándo estará listo.' });
    await lessons.goOn(ctx, assignmentId, lessonId, id);
  }
}

async function passTest(stage: Stage, ctx: Context, assignmentId: AssignmentId, edition: EditionContent): Promise<void> {
  const tests = stage.get(TestsService);
  const started = await tests.start(ctx, assignmentId);
  if (!started.ok) throw new Error(`the test did not start: ${started.refusal}`);
  const key = new Map(edition.locales.es.items.map((item) => [item.id, item.options.find(({ correct }) => correct)?.id ?? '']));
  const submitted = await tests.submit(ctx, assignmentId, started.value.number, key);
  if (!submitted.ok) throw new Error(`the test was not accepted: ${submitted.refusal}`);
}
