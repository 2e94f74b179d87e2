import { newId, type PersonId, type SupplierId } from '#kernel/id';
import { sql } from '#platform/database/sql';
import { MONDAY, startApp, type TestApp } from '../../support/app';
import { coordinates, createWorld, signedIn, type World } from '../../support/world';
import { giveAccess } from './access';

describe('letting one’s own people in', () => {
  let app: TestApp;
  let world: World;
  let other: SupplierId;

  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
    other = newId();
    await app.work.run(() => app.db.insert('supplier', [{ id: other, name: 'Vigilancia SA', nameKey: 'vigilancia sa', taxId: null }]));
    await coordinates(app, world.fay, world.supplier);
  });
  afterAll(() => app.close());

  const openSlips = async (): Promise<string[]> => {
    const rows = await app.db.rows<{ personId: string }>(
      sql`SELECT person_id FROM activation WHERE purpose = 'slip' AND used_at IS NULL AND replaced_at IS NULL ORDER BY person_id`,
    );
    return rows.map(({ personId }) => personId);
  };
  const forget = () => app.work.run(() => app.db.execute(sql`DELETE FROM activation`));
  const grantRole = (personId: PersonId, role: string) =>
    app.work.run(() => app.db.insert('role_grant', [{ id: newId(), personId, role, grantedAt: MONDAY, grantedBy: null, revokedAt: null }]));

  it('a manager prints for the own line, and nobody else', async () => {
    const ben = await signedIn(app, world.ben);
    const page = await ben.get('/slips');
    expect(page.status).toBe(200);
    expect(page.html).toMatch(/Todas las personas sin acceso[\s\S]*?2 personas/);
    expect(page.html).not.toContain('Bodega');
    expect((await ben.post('/slips', { team: 'all' })).headers['content-type']).toBe('application/pdf');
    expect(await openSlips()).toEqual([world.chi, world.dora].sort());
    await forget();
  });

  it('a team in which nobody is theirs is not there', async () => {
    const ben = await signedIn(app, world.ben);
    const only = await ben.get(`/slips?team=${world.shop}`);
    expect(only.html).toContain('Tienda: 2 personas sin acceso');
    expect((await ben.get(`/slips?supplier=${world.supplier}`)).html).toContain('Limpieza SA: 1 persona sin acceso');
    for (const asked of [`team=${world.warehouse}`, `supplier=${other}`, `team=${newId()}`, 'team=x', 'supplier=']) {
      expect(`${asked} ${(await ben.get(`/slips?${asked}`)).status}`).toBe(`${asked} 404`);
    }
    expect((await ben.post('/slips', { team: world.warehouse })).status).toBe(404);
    expect((await ben.post('/slips/texts', { supplier: other })).status).toBe(404);
    expect(await openSlips()).toEqual([]);
  });

  it('a coordinator prints for the supplier’s people, and no other’s', async () => {
    const fay = await signedIn(app, world.fay);
    const page = await fay.get('/slips');
    expect(page.html).toContain('Limpieza SA');
    expect(page.html).not.toContain('Tienda');
    expect((await fay.post('/slips', { supplier: world.supplier })).headers['content-type']).toBe('application/pdf');
    expect(await openSlips()).toEqual([world.dora]);
    expect((await fay.post('/slips', { supplier: other })).status).toBe(404);
    expect((await fay.get(`/people/${world.dora}/access`)).status).toBe(200);
    expect((await fay.get(`/people/${world.chi}/access`)).status).toBe(404);
    await forget();
  });

  it('neither finds whoever is not theirs, themselves, or somebody whose access is HR’s to give', async () => {
    const ben = await signedIn(app, world.ben);
    for (const one of ['ada', 'ben', 'emil', 'fay'] as const) {
      expect(`${one} ${(await ben.get(`/people/${world[one]}/access`)).status}`).toBe(`${one} 404`);
      expect((await ben.post(`/people/${world[one]}/access/slip`)).status).toBe(404);
      expect((await ben.post(`/people/${world[one]}/access/text`)).status).toBe(404);
      expect((await ben.post(`/people/${world[one]}/access/link`)).status).toBe(404);
    }
    await grantRole(world.chi, 'auditor');
    expect((await ben.get(`/people/${world.chi}/access`)).status).toBe(404);
    await ben.post('/slips', { team: 'all' });
    expect(await openSlips()).toEqual([world.dora]);
    await app.work.run(() => app.db.execute(sql`UPDATE role_grant SET revoked_at = ${MONDAY} WHERE person_id = ${world.chi}`));
    await forget();
  });

  it('a slip is not printed by them for somebody who has a way in: it would open a person’s account', async () => {
    await giveAccess(app, world.dora);
    const ben = await signedIn(app, world.ben);
    const page = await ben.get(`/people/${world.dora}/access`);
    expect(page.html).not.toContain('Imprimir un papel');
    expect(page.html).not.toContain('Permisos');
    await ben.post(`/people/${world.dora}/access/slip`);
    expect((await ben.get(`/people/${world.dora}/access`)).html).toContain('ya tiene cómo entrar');
    expect(await openSlips()).toEqual([]);
    const ada = await signedIn(app, world.ada);
    expect((await ada.post(`/people/${world.dora}/access/slip`)).headers['content-type']).toBe('application/pdf');
    await forget();
  });

  it('a slip that a manager printed opens nothing after its person was given a role', async () => {
    const ben = await signedIn(app, world.ben);
    await ben.post(`/people/${world.chi}/access/slip`);
    expect(await openSlips()).toEqual([world.chi]);
    await (await signedIn(app, world.ada)).post(`/people/${world.chi}/roles`, { role: 'auditor' });
    expect(await openSlips()).toEqual([]);
  });

  it('says whose slips somebody printed, in the log', async () => {
    const lines = await app.db.rows<{ actorId: string; detail: string }>(
      sql`SELECT actor_id, detail FROM audit_line WHERE action = 'activation.slips-made' ORDER BY seq`,
    );
    expect(lines[0]?.actorId).toBe(world.ben);
    expect(lines[0]?.detail).toContain(world.dora);
  });
});
