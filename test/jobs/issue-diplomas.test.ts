import { newId, type PersonId } from '#kernel/id';
import { toInstant } from '#kernel/instant';
import { AccreditationService } from '#modules/accreditation';
import { sql } from '#platform/database/sql';
import { JobRunner } from '#platform/jobs/jobs';
import { type DiplomaWorld, startDiplomas } from '../http/accreditation/diploma-world';

describe('issuing diplomas', () => {
  let at: DiplomaWorld;
  beforeAll(async () => (at = await startDiplomas()));
  afterAll(() => at.app.close());

  const diplomasOf = async (personId: string) =>
    (await at.app.db.row<{ n: number }>(sql`SELECT COUNT(*) AS n FROM diploma WHERE person_id = ${personId}`))?.n;

  it('gives one diploma to a completion however many issue at once, and one line to the audit', async () => {
    await at.completes(at.world.chi);
    const issued = await Promise.all(Array.from({ length: 50 }, () => at.issue()));
    expect(issued.reduce((sum, n) => sum + n, 0)).toBe(1);
    expect(await diplomasOf(at.world.chi)).toBe(1);
    const lines = await at.app.db.rows(sql`SELECT seq FROM audit_line WHERE action = 'diploma.issued'`);
    expect(lines).toHaveLength(1);
  });

  it('freezes what is true on the day: a new name, company or logo changes nothing that was issued', async () => {
    const before = await at.accreditation.shelfOf(at.world.chi);
    await at.app.work.run(async () => {
      await at.app.db.update('person', at.world.chi, { familyName: 'Otra' });
      await at.app.db.update('company', 'company', { name: 'Otra empresa', hue: 20 });
    });
    expect(await at.issue()).toBe(0);
    expect(await at.accreditation.shelfOf(at.world.chi)).toEqual(before);
    expect(before[0]?.snapshot).toMatchObject({
      holder: { givenName: 'Chi', familyName: 'Chávez', personCode: 'E003' },
      unit: { unit: '01-mi-trabajo-es-el-cliente', edition: 1 },
      round: '2027-1',
      issuedOn: '2027-03-01',
      issuer: { name: 'Andina de Servicios', hue: 185 },
      signatories: [{ name: null }, { name: 'Ada Aguilar' }],
    });
  });

  it('runs as soon as the unit of work that asks for it has committed', async () => {
    const jobs = at.app.get(JobRunner);
    await at.completes(at.world.ada);
    await at.app.work.run(() => {
      jobs.soon('issue-diplomas');
      return Promise.resolve();
    });
    await jobs.settled();
    expect(await diplomasOf(at.world.ada)).toBe(1);
  });

  it('gives none to a score below the mark, and one to somebody who has left', async () => {
    await at.completes(at.world.fay, 3);
    await at.completes(at.world.emil);
    expect(await at.issue()).toBe(1);
    expect(await at.codeOf(at.world.emil)).toMatch(/^([2-9A-HJKMNP-TV-Z]{5}-){3}[2-9A-HJKMNP-TV-Z]{5}$/);
    expect(await at.accreditation.shelfOf(at.world.fay)).toEqual([]);
  });

  it('puts aside one that cannot be issued and goes on with the rest', async () => {
    const broken = newId();
    await at.app.work.run(() =>
      at.app.db.insert('edition', [
        {
          id: broken,
          unit: 'x',
          number: 1,
          contentHash: 'x',
          titleEs: 'x',
          titleEn: 'x',
          content: '{',
          publishedAt: at.ctx().now,
          publishedBy: null,
        },
      ]),
    );
    const poisoned = await at.completes(at.world.ben);
    await at.app.work.run(() => at.app.db.update('completion', poisoned, { editionId: broken }));
    await at.completes(at.world.dora);
    expect(await at.issue()).toBe(1);
    expect(await diplomasOf(at.world.dora)).toBe(1);
    expect(await at.issue()).toBe(0);
    // Once what was wrong is mended, it is tried again.
    await at.app.work.run(() => at.app.db.update('completion', poisoned, { editionId: at.edition }));
    at.app.clock.stopAt(toInstant('2027-03-02T14:00:00Z'));
    expect(await at.issue()).toBe(1);
  });
  it('heals a crash between completion and diploma: the next knock after the restart issues it', async () => {
    const gus = await newcomer();
    await at.completes(gus);
    const restarted = await at.app.restart();
    at = { ...at, app: restarted, accreditation: restarted.get(AccreditationService) };
    expect(await diplomasOf(gus)).toBe(0);
    await restarted.get(JobRunner).tick();
    expect(await diplomasOf(gus)).toBe(1);
  });

  async function newcomer(): Promise<PersonId> {
    const id = newId<'person'>();
    const name = { personCode: 'E900', codeKey: 'E900', givenName: 'Gus', familyName: 'Gómez', searchKey: 'gus gomez e900' };
    const nothing = { email: null, phone: null, nationalId: null };
    await at.app.work.run(() => at.app.db.insert('person', [{ id, ...name, ...nothing, language: 'es', createdAt: at.ctx().now }]));
    return id;
  }
});
