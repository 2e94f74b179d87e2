import { toCalendarDate } from '#kernel/calendar-date';
import { toInstant } from '#kernel/instant';
import { CorrectionsService } from '#modules/accreditation';
import { MergesService } from '#modules/people';
import { sql } from '#platform/database/sql';
import { JobRunner } from '#platform/jobs/jobs';
import { mailTo } from '../../support/mail';
import { queriesOf } from '../../support/queries';
import type { Visitor } from '../../support/visitor';
import { signedIn } from '../../support/world';
import { type DiplomaWorld, startDiplomas } from './diploma-world';

describe('a personal link', () => {
  let at: DiplomaWorld;
  beforeAll(async () => {
    at = await startDiplomas();
    for (const person of [at.world.chi, at.world.emil, at.world.fay]) await at.completes(person);
    await at.issue();
  });
  afterAll(() => at.app.close());

  /** What a mail or a text says the address is, as a path. */
  const linkIn = (text: string): string => /http:\/\/cadencia\.test(\/d\/[\w-]{43})/.exec(text)?.[1] ?? 'no link';
  const lastMailTo = async (address: string): Promise<string> => {
    await at.app.get(JobRunner).settled();
    return mailTo(at.app, address);
  };
  const audited = async (action: string) =>
    (await at.app.db.rows<{ detail: string }>(sql`SELECT detail FROM audit_line WHERE action = ${action}`)).map(({ detail }) => detail);
  let chi: Visitor;
  let place: string;

  it('is sent to an address of the person’s own, once it was read again', async () => {
    chi = await signedIn(at.app, at.world.chi);
    const wrong = await chi.post('/my/diplomas/link', { email: 'chi@' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('value="chi@"');
    const confirm = await chi.post('/my/diplomas/link', { email: ' Chi.Own@Example.com ' });
    expect(confirm.html).toContain('chi.own@example.com');
    expect(await audited('diploma-link.made')).toEqual([]);
    expect((await chi.post('/my/diplomas/link/mail', { email: 'chi.own@example.com' })).to).toBe('/my/diplomas/link');
    const mail = await lastMailTo('chi.own@example.com');
    expect(mail).toContain('Hola, Chi:');
    place = linkIn(mail);
    const shown = await chi.get('/my/diplomas/link');
    expect(shown.html).toContain('c…@example.com');
  });

  it('opens the diplomas and the transcript without an account, in the holder’s language, and tells nobody where it was', async () => {
    const anybody = at.app.visitor();
    const page = await anybody.get(place, { 'accept-language': 'en' });
    expect(page.status).toBe(200);
    expect(page.html).toContain('<html lang="es">');
    expect(page.html).toContain('Diplomas de Chi Chávez');
    expect(page.headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'private, no-store' });
    expect(page.headers['x-robots-tag']).toContain('noindex');
    const code = await at.codeOf(at.world.chi);
    for (const file of [`${code}.pdf`, 'transcript.pdf']) {
      const pdf = await anybody.get(`${place}/${file}`);
      expect(pdf.headers['content-type']).toBe('application/pdf');
      expect(pdf.headers['referrer-policy']).toBe('no-referrer');
    }
  });

  it('opens nothing else: nobody else’s diploma, no other file, and no link that was never given', async () => {
    const anybody = at.app.visitor();
    expect((await anybody.get(`${place}/${await at.codeOf(at.world.fay)}.pdf`)).status).toBe(404);
    expect((await anybody.get(`${place}/notes.pdf`)).status).toBe(404);
    const unknown = await anybody.get(`/d/${'x'.repeat(43)}`);
    expect(unknown.status).toBe(404);
    expect((await anybody.get('/my/diplomas')).to).toContain('/sign-in');
  });

  it('keeps no secret and no address that could be read from the table, the log of deeds or the sent message', async () => {
    const links = JSON.stringify(await at.app.db.rows(sql`SELECT * FROM diploma_link`));
    const secret = place.slice('/d/'.length);
    for (const kept of [
      links,
      JSON.stringify(await at.app.db.rows(sql`SELECT * FROM audit_line`)),
      JSON.stringify(await at.app.db.rows(sql`SELECT text, html FROM mail_outbox`)),
    ]) {
      expect(kept).not.toContain(secret);
      expect(kept).not.toContain('chi.own');
    }
  });

  it('is printed too, each paper with a link of its own, and not more of them in a day than anybody needs', async () => {
    const slip = await chi.post('/my/diplomas/link/slip');
    expect(slip.headers['content-type']).toBe('application/pdf');
    expect(slip.headers['content-disposition']).toContain('enlace-personal-2027-03-01.pdf');
    for (let more = 0; more < 3; more++) expect((await chi.post('/my/diplomas/link/slip')).status).toBe(200);
    const tooMany = await chi.post('/my/diplomas/link/slip');
    expect(tooMany.to).toBe('/my/diplomas/link');
    expect((await at.app.visitor().get(place)).status).toBe(200);
    expect((await chi.get('/my/diplomas/link')).html.match(/Impreso el/g)).toHaveLength(4);
  });

  it('stops working when its owner revokes it, and nobody else can', async () => {
    const row = await at.app.db.row<{ id: string }>(
      sql`SELECT id FROM diploma_link WHERE person_id = ${at.world.chi} AND sent_to IS NOT NULL`,
    );
    const ben = await signedIn(at.app, at.world.ben);
    expect((await ben.post(`/my/diplomas/link/${row!.id}/revocation`)).status).toBe(404);
    expect((await chi.post(`/my/diplomas/link/${row!.id}/revocation`)).to).toBe('/my/diplomas/link');
    expect((await at.app.visitor().get(place)).status).toBe(404);
    expect((await chi.post(`/my/diplomas/link/${row!.id}/revocation`)).status).toBe(404);
    expect(await audited('diploma-link.revoked')).toHaveLength(1);
  });

  it('comes by itself to whoever has gone for good and has an address, once', async () => {
    const jobs = at.app.get(JobRunner);
    const sends = () => jobs.runNow('send-diploma-links');
    expect(await sends()).toBe(1);
    expect(await sends()).toBe(0);
    place = linkIn(await lastMailTo('emil@example.com'));
    expect(await at.app.db.rows(sql`SELECT id FROM mail_outbox WHERE recipient = 'emil@example.com'`)).toHaveLength(1);
    expect((await at.app.visitor().get(place)).html).toContain('Diplomas de Emil Espinoza');
    // Ada's engagement ends; she comes back before anybody looks.
    await at.completes(at.world.ada);
    await at.issue();
    await at.app.work.run(async () => {
      await at.app.db.execute(sql`UPDATE engagement SET until_on = '2027-03-01' WHERE person_id = ${at.world.ada}`);
      const old = await at.app.db.row<object>(sql`SELECT * FROM engagement WHERE person_id = ${at.world.ada}`);
      await at.app.db.insert('engagement', [{ ...old, id: '0'.repeat(36), fromOn: toCalendarDate('2027-03-05'), untilOn: null }]);
    });
    expect(await sends()).toBe(0);
    at.app.clock.stopAt(toInstant('2027-06-01T14:00:00Z'));
    expect((await at.app.visitor().get(place)).status).toBe(200);
  });

  it('goes with a person who turned out to be another', async () => {
    const merges = at.app.get(MergesService);
    expect((await merges.merge(at.ctx(), at.world.ben, at.world.emil)).ok).toBe(true);
    expect((await at.app.visitor().get(place)).html).toContain('Diplomas de Ben Benítez');
  });

  it('is given by HR to somebody who left without one, on a page with everything that the person has earned', async () => {
    const ada = await signedIn(at.app, at.world.ada);
    const own = `/people/${at.world.fay}/diplomas`;
    const page = await ada.get(own);
    expect(page.html).toContain(await at.codeOf(at.world.fay));
    expect((await ada.get(`/people/${at.world.fay}`)).html).toContain(own);
    expect((await ada.post(`${own}/link`, { email: 'x' })).status).toBe(422);
    expect((await ada.post(`${own}/link`, { email: 'fay@own.example' })).html).toContain('fay@own.example');
    expect((await ada.post(`${own}/link/mail`, { email: 'fay@own.example' })).to).toBe(own);
    const mail = await lastMailTo('fay@own.example');
    expect(mail).toContain('Hello Fay,');
    expect((await ada.post(`${own}/link/slip`)).headers['content-type']).toBe('application/pdf');
    const row = await at.app.db.row<{ id: string }>(
      sql`SELECT id FROM diploma_link WHERE person_id = ${at.world.fay} AND sent_to IS NOT NULL`,
    );
    expect((await ada.post(`${own}/link/${row!.id}/revocation`)).to).toBe(own);
    expect((await at.app.visitor().get(linkIn(mail))).status).toBe(404);
  });

  it('hands the transcript out to HR with a line, and to the person without one; the same bytes all day', async () => {
    const ada = await signedIn(at.app, at.world.ada);
    const path = `/people/${at.world.fay}/diplomas/transcript.pdf`;
    const [first, second] = [await ada.get(path), await ada.get(path)];
    expect(first.bytes.equals(second.bytes)).toBe(true);
    expect(await audited('transcript.downloaded')).toHaveLength(2);
    const fay = await signedIn(at.app, at.world.fay);
    expect((await fay.get('/my/diplomas/transcript.pdf')).bytes.equals(first.bytes)).toBe(true);
    expect(await audited('transcript.downloaded')).toHaveLength(2);
    const ben = await signedIn(at.app, at.world.ben);
    expect((await ben.get(`/team/${at.world.chi}`)).html).toContain(`/team/${at.world.chi}/transcript.pdf`);
    expect((await ben.get(`/team/${at.world.chi}/transcript.pdf`)).headers['content-type']).toBe('application/pdf');
    expect((await ben.get(`/team/${at.world.fay}/transcript.pdf`)).status).toBe(404);
    expect(await audited('transcript.downloaded')).toHaveLength(3);
    const [diploma] = await at.accreditation.shelfOf(at.world.fay);
    await at.app.get(CorrectionsService).revoke(at.ctx(), diploma!.id, 'issued-in-error', null);
    expect((await fay.get('/my/diplomas/transcript.pdf')).bytes.equals(first.bytes)).toBe(false);
  });

  it('asks the database as often for many links as for one', async () => {
    const fay = await signedIn(at.app, at.world.fay);
    const few = await queriesOf(at.app, () => fay.get('/my/diplomas/link'));
    await fay.post('/my/diplomas/link/slip');
    await fay.post('/my/diplomas/link/slip');
    expect(await queriesOf(at.app, () => fay.get('/my/diplomas/link'))).toBe(few);
  });

  it('is not found by trying: whoever tries too often waits', async () => {
    const anybody = at.app.visitor();
    const statuses = new Set<number>();
    for (let n = 0; n < 20; n++) statuses.add((await anybody.get(`/d/${String(n).repeat(40)}`)).status);
    expect([...statuses]).toEqual([404, 429]);
  });
});
