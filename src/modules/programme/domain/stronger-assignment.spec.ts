import { newId, type PersonId, type RoundId } from '#kernel/id';
import { toInstant } from '#kernel/instant';
import { assignmentsOfOne, type RivalAssignment } from './stronger-assignment';

const round = newId<'round'>();
const at = (day: number) => toInstant(`2027-03-0${day}T00:00:00Z`);
const assignment = (id: string, more: Partial<RivalAssignment> = {}, roundId: RoundId = round): RivalAssignment => ({
  id,
  personId: 'p' as PersonId,
  roundId,
  assignedAt: at(1),
  startedAt: null,
  completedAt: null,
  ...more,
});

describe('the assignments of two records that are one person', () => {
  it('all become one person’s where the rounds differ', () => {
    expect(assignmentsOfOne([assignment('a')], [assignment('b', {}, newId())])).toEqual({ toKept: ['b'], toMerged: [] });
  });

  it.each([
    ['completed before begun', { startedAt: at(1) }, { startedAt: at(2), completedAt: at(3) }],
    ['begun before not begun', {}, { startedAt: at(2) }],
    ['the newer', {}, { assignedAt: at(2) }],
  ])('are in each round the stronger: %s', (_, weaker, stronger) => {
    expect(assignmentsOfOne([assignment('a', weaker)], [assignment('b', stronger)])).toEqual({ toKept: ['b'], toMerged: ['a'] });
    expect(assignmentsOfOne([assignment('a', stronger)], [assignment('b', weaker)])).toEqual({ toKept: [], toMerged: [] });
  });

  it('stay where they are when both are completed, or nothing tells them apart', () => {
    expect(assignmentsOfOne([assignment('a', { completedAt: at(1) })], [assignment('b', { completedAt: at(2) })])).toEqual({
      toKept: [],
      toMerged: [],
    });
    expect(assignmentsOfOne([assignment('a')], [assignment('b')])).toEqual({ toKept: [], toMerged: [] });
  });
});
