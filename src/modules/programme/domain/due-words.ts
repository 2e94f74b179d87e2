import type { Due, DueReason } from './due-date';

/** One thing that a due date is made of; its code is a message key, `programme.due.<code>`. */
export interface DueWord {
  readonly code: DueReason | 'absence' | 'extension';
  readonly days: number;
}

/** Everything that a due date is made of, in the order in which it was added up. */
export function dueWords({ dueReason, absenceDays, extensionDays }: Pick<Due, 'dueReason' | 'absenceDays' | 'extensionDays'>): DueWord[] {
  return [
    { code: dueReason, days: 0 },
    ...(extensionDays > 0 ? [{ code: 'extension' as const, days: extensionDays }] : []),
    ...(absenceDays > 0 ? [{ code: 'absence' as const, days: absenceDays }] : []),
  ];
}

/** Nothing but the round's own date: no need to explain it to anybody. */
export const isUsual = ({ dueReason, absenceDays, extensionDays }: Pick<Due, 'dueReason' | 'absenceDays' | 'extensionDays'>): boolean =>
  dueReason === 'round' && absenceDays === 0 && extensionDays === 0;
