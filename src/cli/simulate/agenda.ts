import type { CalendarDate } from '#kernel/calendar-date';

/** What is to happen on which day. */
export class Agenda<T> {
  private readonly days = new Map<CalendarDate, T[]>();

  put(on: CalendarDate, what: T): void {
    const there = this.days.get(on);
    if (there) there.push(what);
    else this.days.set(on, [what]);
  }

  /** Everything up to that day, taken out, in the order of the days and of the writing. */
  take(today: CalendarDate): T[] {
    const due = [...this.days.keys()].filter((day) => day <= today).sort();
    return due.flatMap((day) => {
      const there = this.days.get(day) ?? [];
      this.days.delete(day);
      return there;
    });
  }
}
