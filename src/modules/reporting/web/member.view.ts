import type { CalendarDate } from '#kernel/calendar-date';
import type { Diploma } from '#modules/accreditation';
import type { PersonInReports, RoundOfPerson } from '../data/record-of-person.read-model';
import { badgeOf, isLate } from '../domain/place';
import { dueNote } from './due-note';
import type { Say } from './say';

/** What whoever answers for somebody may know of them: where they stand in each round, and what they have earned. */
export function memberView(
  person: PersonInReports,
  rounds: readonly RoundOfPerson[],
  diplomas: readonly Diploma[],
  today: CalendarDate,
  say: Say,
) {
  const facts = [
    { term: say('member.code'), text: person.personCode },
    { term: say('member.kind'), text: person.kind === null ? null : say(`kind.${person.kind}`) },
    { term: say('member.supplier'), text: person.supplier },
    { term: say('member.job'), text: person.jobTitle },
    { term: say('member.team'), text: person.team },
    { term: say('member.site'), text: person.site },
    { term: say('member.manager'), text: person.manager },
    { term: say('member.email'), text: person.email },
    { term: say('member.phone'), text: person.phone },
    { term: say('member.access'), text: say(person.activated === 1 ? 'member.activated' : 'member.not_activated') },
  ];
  return {
    name: `${person.givenName} ${person.familyName}`,
    absences: null,
    why: null,
    leaving: null,
    leavesOn: null,
    transcript: null,
    diplomas: diplomas.map(({ code, kind, level, snapshot }) => ({
      code,
      kind,
      level,
      title: snapshot.award.title,
      issuedOn: snapshot.issuedOn,
    })),
    facts: facts.filter((fact) => fact.text !== null),
    rounds: rounds.map((round) => {
      const { place } = round;
      return {
        code: round.code,
        title: round.title,
        dueOn: round.dueOn,
        dueNote: dueNote(round, say),
        completedAt: round.completedAt,
        score: round.score === null ? null : say('member.score', { score: round.score, total: round.total }),
        badge: badgeOf(place, round.dueOn, today),
        state: say(isLate(place, round.dueOn, today) ? 'team.late' : `place.${place}`),
        diplomaCode: round.diplomaCode,
      };
    }),
  };
}
