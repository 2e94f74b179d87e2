import { sql } from '#platform/database/sql';
import { KeepEarlierDues20261126001000 as Migration } from '../../src/migrations/20261126001000-keep-earlier-dues';
import { openBareDatabase } from '../support/bare-database';

const [ASSIGNED, FIRST, ABSENT, SECOND] = [
  '2027-02-01T14:00:00.000Z',
  '2027-03-10T14:00:00.000Z',
  '2027-03-12T14:00:00.000Z',
  '2027-03-20T14:00:00.000Z',
] as const;

describe('when earlier due dates begin to be kept', () => {
  it('those before each extension of the past are known, with what was known of their days', async () => {
    const database = await openBareDatabase(Migration);
    const { connections, db, work } = database;
    const event = (
      assignmentId: string,
      number: number,
      at: string,
      cause: string,
      dueOn: string,
      [absenceDays, extensionDays] = [0, 0],
    ) => ({
      assignmentId,
      number,
      at,
      kind: number === 1 ? 'assigned' : 'amended',
      dueOn,
      dueReason: 'round',
      absenceDays,
      extensionDays,
      leftOn: null,
      cause,
      byId: null,
    });
    await work.run(() =>
      db.insert('assignment_event', [
        event('twice', 1, ASSIGNED, 'opening', '2027-03-15'),
        event('twice', 2, FIRST, 'extension', '2027-03-29', [0, 14]),
        event('twice', 3, ABSENT, 'roster', '2027-04-05', [7, 14]),
        event('twice', 4, SECOND, 'extension', '2027-04-19', [7, 28]),
        event('at once', 1, ASSIGNED, 'opening', '2027-03-15'),
        event('at once', 2, FIRST, 'extension', '2027-03-29', [0, 14]),
        event('at once', 3, FIRST, 'extension', '2027-04-12', [0, 28]),
        event('absent', 1, ASSIGNED, 'opening', '2027-03-15'),
        event('absent', 2, ABSENT, 'roster', '2027-03-22', [7, 0]),
        // Of what was assigned before events were kept, the date before is not known.
        event('older', 1, FIRST, 'extension', '2027-03-29', [0, 14]),
      ]),
    );

    const runner = connections.writer.createQueryRunner();
    await new Migration().up(runner);
    if (connections.writer.options.type === 'postgres') await runner.release();

    const due = (assignmentId: string, untilAt: string, dueOn: string, absenceDays: number, extensionDays: number) => ({
      assignmentId,
      untilAt,
      dueOn,
      dueReason: 'round',
      absenceDays,
      extensionDays,
    });
    expect(await db.rows(sql`SELECT * FROM earlier_due ORDER BY assignment_id, until_at`)).toEqual([
      due('at once', FIRST, '2027-03-15', 0, 0),
      due('twice', FIRST, '2027-03-15', 0, 0),
      due('twice', SECOND, '2027-04-05', 7, 14),
    ]);
    await database.close();
  });
});
