import { newId, type PersonId } from '#kernel/id';
import { toInstant } from '#kernel/instant';
import { CorrectionsService, type Diploma } from '#modules/accreditation';
import { MergesService } from '#modules/people';
import { sql } from '#platform/database/sql';
import { JobRunner } from '#platform/jobs/jobs';
import { type DiplomaWorld, startDiplomas } from '../http/accreditation/diploma-world';
import { signedIn } from '../support/world';

describe('climbing the ladder', () => {
  let at: DiplomaWorld;
  beforeAll(async () => (at = await startDiplomas()));
  afterAll(() => at.app.close());

  const ladderOf = async (personId: PersonId): Promise<readonly Diploma[]> =>
    (await at.accreditation.shelfOf(personId)).filter(({ kind }) => kind !== 'unit').reverse();
  const named = (diplomas: readonly Diploma[]) => diplomas.map(({ kind, accredits, issue }) => `${kind} ${accredits} #${issue}`);

  it('issues the year’s diploma together with the second unit’s, standing for both, in the holder’s language', async () => {
    const { fay } = at.world;
    await at.completesUnit(fay, '01-a', '2027-03-01T15:00:00.000Z');
    expect(await at.issue()).toBe(1);
    await at.completesUnit(fay, '02-b', '2027-09-01T15:00:00.000Z');
    expect(await at.issue()).toBe(2);
    const [year] = await ladderOf(fay);
    expect(year?.snapshot).toMatchObject({
      kind: 'year',
      locale: 'en',
      award: { title: 'Service culture: the year 2027', hours: 3 },
      unit: null,
      round: null,
      parts: [
        { unit: '01-a', completedOn: '2027-03-01' },
        { unit: '02-b', completedOn: '2027-09-01' },
      ],
      completedOn: '2027-09-01',
      signatories: [{ name: null }, { name: 'Ada Aguilar' }],
    });
    expect(new Set(year!.snapshot.award.skills).size).toBe(year!.snapshot.award.skills.length);
    expect(await at.issue()).toBe(0);
  });

  it('puts a fuller one in its place when a third unit is completed in the year, and says by which it was replaced', async () => {
    const { fay } = at.world;
    await at.completesUnit(fay, '03-c', '2027-12-31T23:30:00.000Z');
    expect(await at.issue()).toBe(2);
    const [first, second] = await ladderOf(fay);
    expect(first).toMatchObject({ issue: 1, supersededBy: second!.id });
    expect(second?.snapshot.parts).toHaveLength(3);
    expect((await at.accreditation.verify(first!.code)).verification).toMatchObject({ status: 'superseded', replacedBy: second!.code });
  });

  it('gives years as they were lived in the company’s zone, and steps of the programme as they are reached', async () => {
    const { fay } = at.world;
    // In Lima it is still the last evening of the year.
    await at.completesUnit(fay, '04-d', '2028-01-01T03:00:00.000Z');
    await at.completesUnit(fay, '05-e', '2028-06-01T15:00:00.000Z');
    expect(await at.issue()).toBe(4);
    expect(named(await ladderOf(fay)).sort()).toEqual(['programme 5 #1', 'year 2027 #1', 'year 2027 #2', 'year 2027 #3']);
  });

  it('issues each once however many issue at the same time', async () => {
    const { chi } = at.world;
    await at.completesUnit(chi, '01-a', '2027-03-01T15:00:00.000Z');
    await at.completesUnit(chi, '02-b', '2027-09-01T15:00:00.000Z');
    const issued = await Promise.all(Array.from({ length: 20 }, () => at.issue()));
    expect(issued.reduce((sum, n) => sum + n, 0)).toBe(3);
    expect(named(await ladderOf(chi))).toEqual(['year 2027 #1']);
    const lines = await at.app.db.rows<{ detail: string }>(sql`SELECT detail FROM audit_line WHERE action = 'diploma.issued'`);
    expect(lines.filter(({ detail }) => detail.includes(chi) && detail.includes('"year"'))).toHaveLength(1);
  });

  it('does not count a unit whose diploma was taken back, and leaves the year’s alone', async () => {
    const { chi, ben } = at.world;
    const corrections = at.app.get(CorrectionsService);
    const unit = (await at.accreditation.shelfOf(chi)).find(({ kind }) => kind === 'unit');
    await corrections.revoke(at.ctx(), unit!.id, 'misconduct', null);
    await at.completesUnit(ben, '01-a', '2027-03-01T15:00:00.000Z');
    await at.issue();
    const [first] = await at.accreditation.shelfOf(ben);
    await corrections.revoke(at.ctx(), first!.id, 'misconduct', null);
    await at.completesUnit(ben, '02-b', '2027-09-01T15:00:00.000Z');
    expect(await at.issue()).toBe(1);
    expect(named(await ladderOf(ben))).toEqual([]);
    expect((await ladderOf(chi)).map(({ supersededAt, revokedAt }) => [supersededAt, revokedAt])).toEqual([[null, null]]);
  });

  it('heals what a crash left without: the next knock after the restart issues it', async () => {
    const { dora } = at.world;
    await at.completesUnit(dora, '01-a', '2027-03-01T15:00:00.000Z');
    await at.completesUnit(dora, '02-b', '2027-09-01T15:00:00.000Z');
    await at.issue();
    await at.app.work.run(() => at.app.db.execute(sql`DELETE FROM diploma WHERE person_id = ${dora} AND kind = 'year'`));
    at = await at.restart();
    await at.app.get(JobRunner).tick();
    expect(named(await ladderOf(dora))).toEqual(['year 2027 #1']);
  });

  it('goes with a person who turned out to be another, and counts what both have learned', async () => {
    const [kept, lost] = [await newcomer('K1'), await newcomer('K2')];
    await at.completesUnit(kept, '01-a', '2027-03-01T15:00:00.000Z');
    await at.completesUnit(lost, '02-b', '2027-03-05T15:00:00.000Z');
    await at.completesUnit(lost, '03-c', '2027-08-01T15:00:00.000Z');
    at.app.clock.stopAt(toInstant('2028-07-01T14:00:00Z'));
    await at.issue();
    const merges = at.app.get(MergesService);
    const merged = await merges.merge(at.ctx(), kept, lost);
    expect(named(await ladderOf(kept))).toEqual(['year 2027 #1']);
    // The day after, everybody is looked at again.
    at.app.clock.stopAt(toInstant('2028-07-02T14:00:00Z'));
    expect(await at.issue()).toBe(1);
    expect((await ladderOf(kept)).at(-1)?.snapshot.parts.map(({ unit }) => unit)).toEqual(['01-a', '02-b', '03-c']);
    await merges.unmerge(at.ctx(), merged.ok ? merged.value : newId<'merge'>());
    expect(named(await ladderOf(lost))).toEqual(['year 2027 #1']);
  });

  it('climbs other steps where HR sets them, for whoever has reached them, and shows its mistakes', async () => {
    const ada = await signedIn(at.app, at.world.ada);
    const form = await ada.get('/settings/ladder');
    expect(form.html).toMatch(/name="programme"[^>]*value="5, 10"/);
    const wrong = await ada.post('/settings/ladder', { year: '1', programme: '5, cinco' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('value="5, cinco"');
    expect((await ada.post('/settings/ladder', { year: '', programme: '3; 6 3' })).to).toBe('/settings/ladder');
    expect((await ada.get('/settings/ladder')).html).toMatch(/name="programme"[^>]*value="3, 6"/);
    await at.app.get(JobRunner).settled();
    expect(await at.app.db.rows(sql`SELECT seq FROM audit_line WHERE action = 'ladder.set'`)).toHaveLength(1);
    const holders = await at.app.db.rows<{ personId: string }>(
      sql`SELECT person_id FROM diploma WHERE kind = 'programme' AND accredits = '3'`,
    );
    // Fay has the step of five already.
    expect(holders).toEqual([]);
    const three = await newcomer('K3');
    for (const unit of ['01-a', '02-b', '03-c']) await at.completesUnit(three, unit, '2028-03-01T15:00:00.000Z');
    await at.issue();
    expect(named(await ladderOf(three))).toEqual(['programme 3 #1']);
  });

  it('sees the day after what another process has issued, also to somebody whom it has looked at itself', async () => {
    const ada = await signedIn(at.app, at.world.ada);
    await ada.post('/settings/ladder', { year: '2', programme: '5, 10' });
    await at.app.get(JobRunner).settled();
    const [four, other] = [await newcomer('K4'), await newcomer('K5')];
    await at.completesUnit(four, '01-a', '2027-03-01T15:00:00.000Z');
    await at.completesUnit(four, '02-b', '2027-08-01T15:00:00.000Z');
    await at.completesUnit(other, '03-c', '2027-09-01T15:00:00.000Z');
    at.app.clock.stopAt(toInstant('2028-07-05T14:00:00Z'));
    await at.issue();
    await at.app.work.run(() => at.app.db.execute(sql`UPDATE diploma SET person_id = ${four} WHERE person_id = ${other}`));
    expect(await at.issue()).toBe(0);
    at.app.clock.stopAt(toInstant('2028-07-06T14:00:00Z'));
    expect(await at.issue()).toBe(1);
    expect(named(await ladderOf(four))).toEqual(['year 2027 #1', 'year 2027 #2']);
    at.app.clock.stopAt(toInstant('2028-07-07T14:00:00Z'));
    expect(await at.issue()).toBe(0);
  });

  async function newcomer(code: string): Promise<PersonId> {
    const id = newId<'person'>();
    const name = { personCode: code, codeKey: code, givenName: 'Gus', familyName: 'Gómez', searchKey: `gus gomez ${code}` };
    const nothing = { email: null, phone: null, nationalId: null };
    await at.app.work.run(() => at.app.db.insert('person', [{ id, ...name, ...nothing, language: 'es', createdAt: at.ctx().now }]));
    return id;
  }
});
