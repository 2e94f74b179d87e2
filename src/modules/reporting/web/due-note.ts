import { dueWords, type DueReason, isUsual } from '#modules/programme';
import type { Say } from './say';

/** What made a due date, as it is stored; all null for somebody without an assignment. */
export interface DueParts {
  readonly dueReason: DueReason | null;
  readonly absenceDays: number | null;
  readonly extensionDays: number | null;
}

/** Why a date is not simply the round's; null when it is. */
export function dueNote({ dueReason, absenceDays, extensionDays }: DueParts, say: Say): string | null {
  if (dueReason === null) return null;
  const due = { dueReason, absenceDays: absenceDays ?? 0, extensionDays: extensionDays ?? 0 };
  if (isUsual(due)) return null;
  return dueWords(due)
    .filter(({ code }) => code !== 'round')
    .map(({ code, days }) => say(`due_note.${code}`, { days }))
    .join(', ');
}
