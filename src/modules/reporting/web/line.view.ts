import type { CalendarDate } from '#kernel/calendar-date';
import { dateIn } from '#kernel/instant';
import type { Locale } from '#kernel/locale';
import { sayDate } from '#platform/i18n/dates';
import type { RoundInReports } from '../data/rounds.read-model';
import type { TeamGroup, TeamMember } from '../data/team.read-model';
import { shareOf } from '../domain/bar';
import { badgeOf, isLate, PLACES, PLACES_OF, type Side, SIDES } from '../domain/place';
import type { RoundDay } from '../domain/round-day';
import { tallyOf, totalOf } from '../domain/tally';
import { barOf } from './bar.view';
import { dueNote } from './due-note';
import { sideOf } from './coverage.view';
import { address } from './question';
import type { Say } from './say';

export const TEAM_PER_PAGE = 50;

/** Where the page is, and what keeps an address within it. */
export interface LineAddress {
  readonly path: '/team' | '/supplier';
  readonly asked: Readonly<Record<string, string | null>>;
  /** Where the page of one of them is. */
  readonly member: (id: string) => string;
  /** Where slips are printed for them. */
  readonly slips: string;
}

export interface LineFacts {
  readonly at: LineAddress;
  readonly round: RoundInReports;
  readonly day: RoundDay;
  readonly groups: readonly TeamGroup[];
  readonly side: Side;
  readonly number: number;
  readonly members: readonly TeamMember[];
  /** How many lessons the unit has. */
  readonly lessons: number;
  /** Whether the reader may give people access. */
  readonly mayGiveAccess: boolean;
  readonly zone: string;
  readonly locale: Locale;
}

/** Who is left, the most urgent first; who is done; and all of them as one bar. Never a ranking. */
export function lineView(facts: LineFacts, say: Say) {
  const { at, round, side, number } = facts;
  const { path, asked } = at;
  const tally = tallyOf(facts.groups);
  const withoutAccess = facts.groups.reduce((sum, group) => sum + (PLACES_OF.left.includes(group.place) ? group.withoutAccess : 0), 0);
  const whole = totalOf(tally);
  const pages = Math.max(1, Math.ceil(sideOf(tally, side) / TEAM_PER_PAGE));
  const to = (page: number): string => address(path, { ...asked, show: side, page });
  return {
    round: { title: round.titles[facts.locale], dueOn: round.dueOn, isOpen: round.closedAt === null },
    people: whole,
    completed: tally.completed,
    toDo: sideOf(tally, 'left'),
    apart: sideOf(tally, 'apart'),
    share: shareOf(tally.completed, whole),
    bar: barOf(tally),
    rows: PLACES.filter((place) => tally[place] > 0).map((place) => ({ place, people: tally[place], share: shareOf(tally[place], whole) })),
    side,
    sides: SIDES.filter((one) => one !== 'apart' || sideOf(tally, 'apart') > 0 || side === 'apart').map((one) => ({
      href: `${address(path, { ...asked, show: one })}#people`,
      label: say(`team.show.${one}`),
      current: one === side,
      count: sideOf(tally, one),
    })),
    members: facts.members.map((member) => memberView(member, facts, say)),
    number,
    pages,
    previous: number > 1 ? to(number - 1) : null,
    next: number < pages ? to(number + 1) : null,
    withoutAccess,
    diplomas: facts.groups.reduce((sum, group) => sum + group.diplomas, 0),
    zip: address(`${path}/diplomas.zip`, asked),
    // Somebody who wants others than these finds the whole choice there.
    downloads: '/downloads',
    csv: address(`${path}/report.csv`, asked),
    xlsx: address(`${path}/report.xlsx`, asked),
    slips: at.slips,
    // Between rounds people may still finish, but nobody is pressed; and whoever cannot come in yet needs a slip first.
    remind: round.closedAt === null && sideOf(tally, 'left') > withoutAccess ? address(`${path}/reminders`, asked) : null,
  };
}

function memberView(member: TeamMember, facts: LineFacts, say: Say) {
  const { day, lessons, locale } = facts;
  const lateness = isLate(member.place, member.dueOn, day.on);
  const isWithoutAccess = member.activated === 0 && PLACES_OF.left.includes(member.place);
  return {
    name: `${member.givenName} ${member.familyName}`,
    href: facts.at.member(member.id),
    belongs: [member.jobTitle, member.team, member.kind === 'contractor' ? (member.supplier ?? say('kind.contractor')) : null]
      .filter((part) => part !== null)
      .join(' · '),
    badge: badgeOf(member.place, member.dueOn, day.on),
    state: lateness ? say('team.late') : say(`place.${member.place}`),
    detail: detailOf(member, say, { lessons, on: day.on, zone: facts.zone, locale, lateness }),
    isWithoutAccess,
    access: isWithoutAccess && member.forHr === 0 && facts.mayGiveAccess ? `/people/${member.id}/access` : null,
  };
}

function detailOf(
  { place, dueOn, completedAt, lessonsDone, ...parts }: TeamMember,
  say: Say,
  { lessons, on, zone, locale, lateness }: { lessons: number; on: CalendarDate; zone: string; locale: Locale; lateness: boolean },
): string | null {
  if (place === 'completed')
    return completedAt === null ? null : say('team.done_on', { on: sayDate(locale, dateIn(zone, completedAt), 'short') });
  if (dueOn === null || place === 'left' || place === 'exempt' || place === 'onLeave') return null;
  const note = dueNote(parts, say);
  const until = say(lateness ? 'team.was_due' : dueOn === on ? 'team.due_today' : 'team.due', { on: sayDate(locale, dueOn, 'short') });
  const due = note === null ? until : `${until} (${note})`;
  return place === 'inProgress' ? `${say('team.lessons', { done: lessonsDone, lessons })} · ${due}` : due;
}
