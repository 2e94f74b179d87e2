import { addDays, type CalendarDate, daysBetween } from '#kernel/calendar-date';
import type { Locale } from '#kernel/locale';
import type { Calendar, CalendarEntry, ProgrammeSettings } from '../calendar.service';
import { blackoutOn, openingWindow } from '../domain/cadence';
import { lastOpening } from '../domain/plan';
import type { RoundState } from '../domain/round';
import { sayReasons, type Say } from './say';
import { yearsSvg } from './years.view';

export interface CalendarPage {
  readonly calendar: Calendar;
  readonly settings: ProgrammeSettings;
  readonly today: CalendarDate;
  readonly locale: Locale;
  readonly mayWrite: boolean;
}

export const BADGES: Readonly<Record<RoundState, string>> = { proposed: 'todo', approved: 'info', open: 'due', closed: 'done' };

export function calendarView({ calendar, settings, today, locale, mayWrite }: CalendarPage, say: Say, sayShort: Say) {
  const { rounds, blocked } = calendar;
  const proposal = rounds.find((round) => round.state === 'proposed');
  const waiting = rounds.find((round) => round.state === 'approved');
  return {
    clock: clockView(rounds, today, say),
    rounds: rounds.map((round) => rowView(round, locale, sayShort)),
    isEmpty: rounds.length === 0,
    blocked: blocked === null ? null : say('programme.refusal.window-blacked-out', { ...blocked }),
    approve: mayWrite && !waiting && proposal?.written ? { code: proposal.code, opensOn: proposal.opensOn } : null,
    unwritten: mayWrite && !waiting && proposal?.written === false ? { number: proposal.unitNumber, opensOn: proposal.opensOn } : null,
    waiting: waiting ? waitingView(waiting, settings, say) : null,
    mayWrite,
    cadence: { ...settings.cadence },
    blackouts: settings.blackouts.map(({ fromOn, untilOn, reason }) => ({ fromOn, lastOn: addDays(untilOn, -1), reason })),
    svg: yearsSvg(rounds, settings.blackouts, today, {
      title: say('programme.calendar.drawing.title'),
      description: rounds
        .map((round) => say('programme.calendar.drawing.round', { code: round.code, opensOn: round.opensOn, dueOn: round.dueOn }))
        .join(' '),
    }),
  };
}

/** Days since the last round opened and days until the limit of six months: the culture clock. */
function clockView(rounds: readonly CalendarEntry[], today: CalendarDate, say: Say) {
  const last = lastOpening(rounds.filter((round) => round.state === 'open' || round.state === 'closed'));
  if (last === null)
    return { started: false, since: 0, left: 0, late: 0, isLate: false, state: 'todo', limitOn: null, note: say('programme.clock.never') };
  const limitOn = openingWindow(last).latest;
  const left = daysBetween(today, limitOn);
  return {
    started: true,
    since: daysBetween(last, today),
    left: Math.max(0, left),
    late: Math.max(0, -left),
    isLate: left < 0,
    state: left < 0 ? 'late' : left <= SOON_DAYS ? 'due' : 'done',
    limitOn,
    note: say(left < 0 ? 'programme.clock.late' : left <= SOON_DAYS ? 'programme.clock.soon' : 'programme.clock.calm', { limitOn }),
  };
}

const SOON_DAYS = 60;

function rowView(round: CalendarEntry, locale: Locale, say: Say) {
  return {
    href: round.id === null ? null : `/rounds/${round.id}`,
    code: round.code,
    number: round.unitNumber,
    title: round.title?.[locale] ?? (round.written ? round.unit : say('programme.calendar.to-write', { number: round.unitNumber })),
    isWritten: round.written,
    state: round.state,
    badge: BADGES[round.state],
    opensOn: round.opensOn,
    dueOn: round.dueOn,
    closesOn: round.closesOn,
    gap: round.gapMonths === null ? null : say('programme.calendar.gap', { months: round.gapMonths }),
    // The gap says already how many months it has been.
    reasons: sayReasons(
      say,
      round.reasons.filter(({ code }) => code !== 'months-after'),
    ),
  };
}

/** An approved day can be overtaken by a black-out that was added afterwards. */
function waitingView(round: CalendarEntry, settings: ProgrammeSettings, say: Say) {
  const blackout = blackoutOn(settings.blackouts, round.opensOn);
  return {
    href: `/rounds/${round.id ?? ''}`,
    code: round.code,
    opensOn: round.opensOn,
    problem: blackout === null ? null : say('programme.refusal.in-blackout', { blackout: blackout.reason, until: blackout.untilOn }),
  };
}
