import { addDays, type CalendarDate } from '#kernel/calendar-date';
import type { ExemptionLine, OpenAssignment } from '../data/exemptions.read-model';
import { covers } from '../domain/circumstances';

/** Each with its end, and whoever answers for it. It is over by itself when its day has come. */
export function exemptionViews(lines: readonly ExemptionLine[], today: CalendarDate) {
  return lines.map((line) => {
    const isOver = line.revokedAt !== null || (line.untilOn !== null && line.untilOn <= today);
    return {
      id: line.id,
      roundId: line.roundId,
      name: line.name,
      code: line.code,
      href: `/people/${line.personId}/exemptions`,
      reasonCode: line.reasonCode,
      evidence: line.evidence,
      fromOn: line.fromOn,
      lastOn: line.untilOn === null ? null : addDays(line.untilOn, -1),
      grantedAt: line.grantedAt,
      grantedBy: line.grantedBy,
      revokedAt: line.revokedAt,
      revokedBy: line.revokedBy,
      state: line.revokedAt !== null ? 'revoked' : isOver ? 'over' : line.fromOn > today ? 'coming' : 'live',
      isOver,
    };
  });
}

/** What lets somebody off a round on that day: with its end, and with thirty days after it unless they were late before; or for good. */
export function exemptionOn(
  lines: readonly ExemptionLine[],
  { roundId, dueOn }: Pick<OpenAssignment, 'roundId' | 'dueOn'>,
  today: CalendarDate,
): 'ends' | 'late' | 'for-good' | null {
  const live = lines.find((line) => line.roundId === roundId && line.revokedAt === null && covers(line, today));
  if (!live) return null;
  if (live.untilOn === null) return 'for-good';
  return live.fromOn > dueOn ? 'late' : 'ends';
}
