import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { newId, type PersonId } from '#kernel/id';
import { RosterFollowers } from '#modules/people';
import { ProgrammeService } from '#modules/programme';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { Database } from '#platform/database/database';
import { Clock } from '#platform/time/clock';
import { boot } from '../../src/boot';
import { MONDAY } from '../support/app';
import { startProgramme, type ProgrammeWorld } from './programme-world';

// An SQLite file belongs to one process: there the two are two callers inside it.
const OWN_PROCESS = process.env['CADENCIA_TEST_DATABASE'] === 'postgres';

describe('two processes on one database', () => {
  let it_: ProgrammeWorld;
  let other: NestFastifyApplication;
  beforeAll(async () => {
    it_ = await startProgramme();
    other = OWN_PROCESS ? await boot() : it_.app.app;
    other.get(Clock).stopAt(MONDAY);
    other.get(Clock).zone = 'America/Lima';
  });
  afterAll(async () => {
    if (OWN_PROCESS) await other.close();
    await it_.app.close();
  });

  it('open a round once, and miss nobody whom the other takes on meanwhile', async () => {
    const joiners: PersonId[] = [];
    const takeOn = (n: number) =>
      other.get(UnitOfWork).run(async () => {
        const id = newId<'person'>();
        await other.get(Database).insert('person', [
          {
            id,
            personCode: `N${n}`,
            codeKey: `N${n}`,
            givenName: 'N',
            familyName: String(n),
            email: null,
            phone: null,
            nationalId: null,
            language: 'es',
            searchKey: `n${n}`,
            createdAt: MONDAY,
          },
        ]);
        await other.get(Database).insert('engagement', [
          {
            id: newId(),
            personId: id,
            kind: 'contractor',
            supplierId: null,
            teamId: null,
            siteId: null,
            jobTitle: null,
            managerId: null,
            fromOn: '2027-03-01',
            untilOn: null,
          },
        ]);
        await other.get(RosterFollowers).tell(it_.system(), [id]);
        joiners.push(id);
      });
    const ada = it_.by(it_.world.ada);
    const here = () => it_.programme.openRound(ada, '2027-1');
    const there = () => other.get(ProgrammeService).openRound(ada, '2027-1');

    const work: Promise<unknown>[] = [];
    const presses: Promise<{ ok: boolean }>[] = [];
    for (let n = 0; n < 12; n++) {
      work.push(takeOn(n));
      if (n % 3 === 0) presses.push(here(), there());
    }
    expect((await Promise.all(presses)).filter(({ ok }) => ok)).toHaveLength(1);
    await Promise.all(work);

    const assigned = (await it_.assignments()).map(({ personId }) => personId);
    expect(new Set(assigned).size).toBe(assigned.length);
    expect(joiners.filter((id) => !assigned.includes(id))).toEqual([]);
    const [round] = await it_.programme.openRounds();
    expect(await it_.programme.ledger(round!.id)).toMatchObject({ headcount: 17, difference: 0 });
    expect(await it_.programme.reconcile(it_.system())).toBe(0);
  });
});
