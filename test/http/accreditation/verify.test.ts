import { sql } from '#platform/database/sql';
import { type DiplomaWorld, startDiplomas } from './diploma-world';

describe('/verify', () => {
  let at: DiplomaWorld;
  beforeAll(async () => {
    at = await startDiplomas();
    for (const person of [at.world.chi, at.world.fay, at.world.dora, at.world.ben]) await at.completes(person);
    await at.issue();
  });
  afterAll(() => at.app.close());

  it('asks anybody for a code and leads to its own address, however it was typed', async () => {
    const visitor = at.app.visitor();
    const form = await visitor.get('/verify');
    expect(form.status).toBe(200);
    expect(form.html).toContain('name="code"');
    const code = await at.codeOf(at.world.chi);
    const typed = code.replaceAll('-', ' ').toLowerCase();
    expect((await visitor.get(`/verify?code=${encodeURIComponent(typed)}`)).to).toBe(`/verify/${code}`);
    expect((await visitor.get('/verify?code=')).html).toContain('Escriba el código del diploma.');
  });

  it('answers without an account, in the language of the holder', async () => {
    const visitor = at.app.visitor();
    const spanish = await visitor.get(`/verify/${await at.codeOf(at.world.chi)}`, { 'accept-language': 'en' });
    expect(spanish.status).toBe(200);
    expect(spanish.html).toContain('lang="es"');
    expect(spanish.html).toContain('El diploma es válido');
    expect(spanish.html).toContain('Chi Chávez');
    const english = await visitor.get(`/verify/${await at.codeOf(at.world.fay)}`, { 'accept-language': 'es' });
    expect(english.html).toContain('lang="en"');
    expect(english.html).toContain('The diploma is valid');
    expect(english.html).not.toContain('{{');
  });

  it('tells other people’s tools the same, under names that stay', async () => {
    const code = await at.codeOf(at.world.chi);
    const answer = await at.app.visitor().get(`/verify/${code}.json`);
    expect(answer.headers['content-type']).toContain('application/json');
    expect(JSON.parse(answer.html)).toMatchObject({
      status: 'valid',
      code,
      holder: 'Chi Chávez',
      unit: 'Mi trabajo es el cliente',
      hours: expect.any(Number) as number,
      issuedOn: '2027-03-01',
      issuer: 'Andina de Servicios',
    });
  });

  it('says of an unknown or impossible code that it is unknown, and nothing else', async () => {
    for (const code of ['22222-22222-22222-22222', 'hola', encodeURIComponent("' OR 1=1 --"), encodeURIComponent('<b>x</b>')]) {
      const page = await at.app.visitor().get(`/verify/${code}`);
      expect(page.status).toBe(404);
      expect(page.html).toContain('Ningún diploma tiene este código');
      expect(page.html).not.toContain('<b>x</b>');
      const told = JSON.parse((await at.app.visitor().get(`/verify/${code}.json`)).html) as Record<string, unknown>;
      expect(told).toMatchObject({ status: 'unknown', holder: null, unit: null, hours: null, issuedOn: null, issuer: null });
    }
  });

  it('takes as long over a code that exists as over one that does not', async () => {
    const known = await at.codeOf(at.world.chi);
    for (const code of [known, '22222-22222-22222-22222', 'x']) {
      const start = performance.now();
      await at.app.visitor().get(`/verify/${code}.json`);
      expect(performance.now() - start).toBeGreaterThan(55);
    }
  });

  it('says so when a diploma was replaced, revoked, or its record touched', async () => {
    const { db, work } = at.app;
    const [dora, ben] = [await at.codeOf(at.world.dora), await at.codeOf(at.world.ben)];
    const idOf = async (code: string) => (await db.row<{ id: string }>(sql`SELECT id FROM diploma WHERE code = ${code}`))!.id;
    await work.run(async () => {
      await db.update('diploma', await idOf(dora), { supersededAt: '2027-03-05T12:00:00.000Z', supersededBy: await idOf(ben) });
      await db.update('diploma', await idOf(ben), { revokedAt: '2027-03-05T12:00:00.000Z', revokedReason: 'error' });
    });
    const page = await at.app.visitor().get(`/verify/${dora}`);
    expect(page.html).toContain('El diploma fue sustituido');
    expect(page.html).toContain(`/verify/${ben}`);
    expect((await at.app.visitor().get(`/verify/${ben}`)).html).toContain('El diploma fue revocado');
    const fay = await at.codeOf(at.world.fay);
    await work.run(() => db.execute(sql`UPDATE diploma SET snapshot = REPLACE(snapshot, 'Fuentes', 'Fuertes') WHERE code = ${fay}`));
    const told = JSON.parse((await at.app.visitor().get(`/verify/${fay}.json`)).html) as Record<string, unknown>;
    expect(told).toMatchObject({ status: 'altered', holder: null });
  });

  it('stops an address that asks for one code after another', async () => {
    const answers = [];
    for (let n = 0; n < 70; n++) answers.push(at.app.visitor().get('/verify/22222-22222-22222-22223.json'));
    const refused = (await Promise.all(answers)).filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0);
  });
});
