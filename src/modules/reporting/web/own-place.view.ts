import { type CalendarDate, daysBetween } from '#kernel/calendar-date';
import type { Context } from '#kernel/context';
import { dateIn } from '#kernel/instant';
import type { CurrentUnit, NextStep } from '#modules/learning';
import { sayDate, sayMoment } from '#platform/i18n/dates';
import type { OwnPlace } from '../data/own-place.read-model';
import type { Say } from './say';

/** What a person does now and by when, then what they have earned. */
export function ownPlaceView(step: NextStep, place: OwnPlace, ctx: Context, say: Say) {
  const name = ctx.actor.kind === 'person' ? (ctx.actor.name.split(' ')[0] ?? '') : '';
  return {
    name,
    unit: step.kind === 'nothing' ? null : unitView(step.unit, step.kind, say),
    step: step.kind === 'nothing' ? null : stepView(step, ctx, say),
    nextOpens: place.nextOpensOn === null ? null : sayDate(ctx.locale, place.nextOpensOn),
    isDone: step.kind === 'completed',
    diplomas: place.diplomas.map(({ code, title, issuedAt }) => ({
      code,
      title,
      href: `/my/diplomas/${code}.pdf`,
      issuedOn: dateIn(ctx.zone, issuedAt),
    })),
  };
}

function unitView(unit: CurrentUnit, kind: NextStep['kind'], say: Say) {
  return {
    title: unit.title,
    eyebrow: say(kind === 'completed' ? 'my.cover.done' : 'my.cover.now'),
    picture: unit.cover.src,
    alt: unit.cover.alt,
    lessons: unit.lessons,
    lessonsDone: unit.lessonsDone,
    progress: say('my.lessons', { done: unit.lessonsDone, lessons: unit.lessons }),
  };
}

function stepView(step: Exclude<NextStep, { kind: 'nothing' }>, ctx: Context, say: Say) {
  const { locale, today, zone } = ctx;
  const due = dueSentence(step.unit.dueOn, today, sayDate(locale, step.unit.dueOn), say);
  const about = (button: string, values: Record<string, string | number> = {}, minutes: number | null = null, icon = 'arrow-right') => ({
    href: step.href,
    button: say(`my.step.${button}.button`, values),
    words: say(`my.step.${button}.words`, values),
    minutes: minutes === null ? null : say('my.minutes', { minutes }),
    due,
    isLate: step.unit.dueOn < today,
    icon,
  });
  switch (step.kind) {
    case 'lesson': {
      const { title, number, started } = step.lesson;
      return about(
        started ? 'resume' : number === 1 ? 'begin' : 'lesson',
        { title, number, minutes: step.lesson.minutesLeft },
        step.minutesLeft,
        'play',
      );
    }
    case 'test':
      return about(step.started ? 'test-resume' : 'test', {}, step.minutesLeft);
    case 'waiting':
      return about(step.review ? 'review' : 'waiting', { until: sayMoment(locale, zone, step.until) });
    case 'plan':
      return about('plan', {}, step.minutesLeft, 'pencil');
    case 'completed': {
      const on = sayDate(locale, dateIn(zone, step.completedAt));
      return { ...about('completed', { on }), due: null, isLate: false };
    }
  }
}

function dueSentence(dueOn: CalendarDate, today: CalendarDate, on: string, say: Say): string {
  const days = daysBetween(today, dueOn);
  return days < 0 ? say('my.late', { on, days: -days }) : say('my.due', { on, days });
}
