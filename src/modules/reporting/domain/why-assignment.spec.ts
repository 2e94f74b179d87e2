import { toCalendarDate as day } from '#kernel/calendar-date';
import { newId } from '#kernel/id';
import { toInstant } from '#kernel/instant';
import { assignmentLines } from './why-assignment';
import type { AssignmentTrace } from './why-line';

const trace = (more: Partial<AssignmentTrace>): AssignmentTrace => ({
  assignmentId: 'a',
  number: 1,
  at: toInstant('2027-03-01T14:00:00Z'),
  kind: 'assigned',
  dueOn: day('2027-04-12'),
  dueReason: 'round',
  absenceDays: 0,
  extensionDays: 0,
  leftOn: null,
  cause: 'opening',
  roundId: newId<'round'>(),
  code: '2027-1',
  roundKind: 'company',
  title: 'Mi trabajo es el cliente',
  byName: null,
  ...more,
});
const keys = (...traces: AssignmentTrace[]) => assignmentLines(traces, 'America/Lima').map(({ key }) => key);

describe('why somebody has a round', () => {
  it('tells the assignment, and that it was withdrawn where nobody was there', () => {
    const withdrawn = trace({ number: 2, kind: 'withdrawn', cause: 'roster', leftOn: day('2027-03-05') });
    expect(keys(trace({}), withdrawn)).toEqual(['assigned.company', 'changed.withdrawn']);
  });

  it('leaves to the merge what the merge did, and goes on from there', () => {
    const merged = trace({ number: 2, kind: 'withdrawn', cause: 'merge', leftOn: day('2027-03-05') });
    const apart = trace({ number: 3, kind: 'amended', cause: 'merge' });
    const longer = trace({ number: 4, kind: 'amended', cause: 'extension', dueOn: day('2027-04-26'), extensionDays: 14 });
    expect(keys(trace({}), merged, apart)).toEqual(['assigned.company']);
    expect(keys(trace({}), merged, apart, longer)).toEqual(['assigned.company', 'changed.later']);
  });
});
