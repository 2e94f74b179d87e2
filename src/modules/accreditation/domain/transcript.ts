import type { CalendarDate } from '#kernel/calendar-date';
import type { Diploma, DiplomaLevel } from './diploma';
import { hoursOf, skillsOf } from './ladder';
import type { Shelf } from './shelf';

/** Everything that somebody has learned, as their diplomas that stand say it. */
export interface Transcript {
  readonly units: readonly TranscriptUnit[];
  readonly hours: number;
  readonly skills: readonly string[];
  /** Diplomas of a year or of so many units, in the order of their issue. */
  readonly awards: readonly TranscriptAward[];
}

export interface TranscriptUnit {
  readonly title: string;
  readonly hours: number;
  readonly completedOn: CalendarDate;
  readonly round: string | null;
  readonly code: string;
  readonly level: DiplomaLevel;
}

export interface TranscriptAward {
  readonly title: string;
  readonly issuedOn: CalendarDate;
  readonly code: string;
}

/** In the order in which it was learned. What was replaced or taken back is not in it, and nothing is in it twice. */
export function transcriptOf({ standing: unsorted }: Pick<Shelf, 'standing'>): Transcript {
  const standing = [...unsorted].sort(inOrder);
  const units = standing.filter(({ kind }) => kind === 'unit').map(({ snapshot }) => snapshot);
  return {
    units: units.map(({ award, completedOn, round, code, level }) => ({
      title: award.title,
      hours: award.hours,
      completedOn,
      round,
      code,
      level,
    })),
    hours: hoursOf(units.map(({ award }) => award)),
    skills: skillsOf(units.map(({ award }) => award)),
    awards: standing
      .filter(({ kind }) => kind !== 'unit')
      .map(({ snapshot: { award, issuedOn, code } }) => ({ title: award.title, issuedOn, code })),
  };
}

function inOrder(a: Diploma, b: Diploma): number {
  const [one, other] = [a, b].map(({ snapshot, code }) => `${snapshot.completedOn} ${code}`);
  return (one ?? '') < (other ?? '') ? -1 : 1;
}
