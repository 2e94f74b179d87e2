import { addDays, toCalendarDate as day } from '#kernel/calendar-date';
import type { PersonId, RoundId } from '#kernel/id';
import { plusHours, startOfDay } from '#kernel/instant';
import { AuditLog } from '#modules/audit';
import { AccountService, ActivationService, TextLinks } from '#modules/identity';
import { AbsencesService, EngagementsService, RosterService } from '#modules/people';
import { ExemptionsService, ExtensionsService, ProgrammeService } from '#modules/programme';
import { sql } from '#platform/database/sql';
import { Contexts } from '#platform/time/contexts';
import { MONDAY, startApp, type TestApp } from '../../support/app';
import { openRound } from '../../support/learning';
import { queriesOf } from '../../support/queries';
import { coordinates, createWorld, signedIn, type World } from '../../support/world';
import { mark } from './company';

describe('why', () => {
  let app: TestApp;
  let world: World;
  let roundId: RoundId;

  const as = (personId: PersonId, name = 'Ada Aguilar') => ({
    ...app.get(Contexts).system('test'),
    actor: { kind: 'person', personId, name, roles: ['hr'], isManager: false, supplierIds: [] } as const,
  });
  const on = (date: string): void => {
    app.clock.stopAt(plusHours(startOfDay(app.clock.zone, day(date)), 9));
  };
  const linesOf = (html: string): string[] =>
    [...html.matchAll(/<li class="timeline-item[\s\S]*?<\/li>/g)].map(([item]) =>
      item
        .replaceAll(/<[^>]+>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    );
  const told = async (reader: PersonId, about: PersonId, page = ''): Promise<string[]> =>
    linesOf((await (await signedIn(app, reader)).get(`/${reader === world.ben ? 'team' : 'people'}/${about}/why${page}`)).html);
  async function roster(...rows: readonly string[]): Promise<void> {
    await rosterText(['person_code,given_name,family_name,kind,team,starts_on,ends_on', ...rows].join('\n'));
  }
  async function rosterText(text: string): Promise<void> {
    const checked = await app
      .get(RosterService)
      .checkFile(as(world.ada), { name: 'marzo.csv', bytes: Buffer.from(text), mode: 'partial', source: 'page' });
    if (!checked.ok) throw new Error(checked.refusal);
    const applied = await app.get(RosterService).apply(as(world.ada), checked.value.import, { approve: true });
    if (!applied.ok) throw new Error(applied.refusal);
  }

  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
    roundId = (await openRound(app, world)).roundId;
  });
  afterAll(() => app.close());

  it('tells of the opening, and of the day on which somebody joined', async () => {
    const lines = await told(world.ada, world.chi);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(
      /^1 mar 2027, \d?\d:\d\d · Ada Aguilar Se le asignó la ronda 2027-1, «Mi trabajo es el cliente», hasta el 12 abr 2027\./,
    );
    expect(lines[0]).toContain('La ronda se abrió para todas las personas de la empresa. La fecha es la de la ronda.');
    expect(lines[1]).toBe('1 ene 2025 Ingresó como personal propio. Cajera · Tienda. Jefe: Ben Benítez.');
  });

  it('is there for HR, the auditor and the managers above, and for nobody else', async () => {
    const statusFor = async (reader: PersonId, about: PersonId, place = 'people') =>
      (await (await signedIn(app, reader)).get(`/${place}/${about}/why`)).status;
    expect(await statusFor(world.ada, world.fay)).toBe(200);
    expect(await statusFor(world.ben, world.chi)).toBe(404);
    expect(await statusFor(world.ben, world.chi, 'team')).toBe(200);
    expect(await statusFor(world.ben, world.fay, 'team')).toBe(404);
    expect(await statusFor(world.ada, world.fay, 'team')).toBe(200);
    expect(await statusFor(world.chi, world.chi)).toBe(404);
    expect(await statusFor(world.fay, world.ben)).toBe(404);
    expect((await (await signedIn(app, world.ada)).get('/people/nobody/why')).status).toBe(404);
    await app.get(AccountService).grant(as(world.ada), world.fay, { role: 'auditor', supplierId: null });
    expect(await statusFor(world.fay, world.ben)).toBe(200);
  });

  it('is everybody’s own too, from the first page', async () => {
    const chi = await signedIn(app, world.chi);
    expect((await chi.get('/my')).html).toContain('href="/my/why"');
    expect(linesOf((await chi.get('/my/why')).html)).toEqual(await told(world.ada, world.chi));
    expect((await app.visitor().get('/my/why')).to).toContain('/sign-in');
  });

  it('names nobody in the title of one’s own: a shared browser keeps titles', async () => {
    const own = (await (await signedIn(app, world.chi)).get('/my/why')).html;
    expect(/<title>.*<\/title>/.exec(own)?.[0]).toMatch(/^<title>Su historia · /);
    expect((await (await signedIn(app, world.ada)).get(`/people/${world.chi}/why`)).html).toContain('<title>Historia de Chi Chávez ·');
  });

  it('explains every date that somebody had, after many changes', async () => {
    const ada = () => as(world.ada);
    on('2027-03-02');
    const span = { kind: 'sickness', fromOn: day('2027-03-02'), untilOn: day('2027-03-12') } as const;
    const absence = await app.get(AbsencesService).record(ada(), world.chi, span);
    on('2027-03-03');
    const asked = await app.get(ExtensionsService).ask(as(world.chi, 'Chi Chávez'), roundId, 'Inventario');
    on('2027-03-04');
    if (asked.ok) await app.get(ExtensionsService).decide(as(world.ben, 'Ben Benítez'), asked.value, true);
    on('2027-03-05');
    if (absence.ok) await app.get(AbsencesService).change(ada(), absence.value, { ...span, untilOn: day('2027-03-07') });
    on('2027-03-08');
    const exemption = { reasonCode: 'health', evidence: 'Constancia 7', fromOn: day('2027-03-08'), untilOn: day('2027-04-20') } as const;
    const granted = await app.get(ExemptionsService).grant(ada(), world.chi, roundId, exemption);
    on('2027-03-09');
    if (granted.ok) await app.get(ExemptionsService).revoke(ada(), granted.value);
    on('2027-03-10');
    await app.get(ActivationService).makeSlips(ada(), [world.chi]);
    await roster('E003,Chi,Chávez,staff,Tienda,2025-01-01,2027-03-11');
    on('2027-03-12');
    await app.get(ProgrammeService).reconcile(app.get(Contexts).system('reconcile-assignments'));
    on('2027-03-20');
    await roster('E003,Chi,Chávez,staff,Bodega,2027-03-20,');
    on('2027-03-22');
    await mark(app, world.chi, { started: true });

    const lines = await told(world.ada, world.chi);
    const expected = [
      /22 mar 2027.* Empezó la ronda 2027-1/,
      /20 mar 2027.*Ada Aguilar Volvió a la ronda 2027-1, con plazo hasta el 3 may 2027\. La fecha son 30 días desde su ingreso\. Incluye 14 días de prórroga\./,
      /20 mar 2027.*Ada Aguilar Una carga de la lista de personal, «marzo\.csv», cambió sus datos\. Vínculo desde el 20 mar 2027\./,
      /20 mar 2027 Ingresó como personal propio\. Cajera · Bodega\. Jefe: Ben Benítez\./,
      /12 mar 2027.*la revisión de cada hora Salió de la ronda 2027-1 el 12 mar 2027/,
      /12 mar 2027 Dejó de trabajar aquí; su último día fue el 11 mar 2027\./,
      /10 mar 2027.*Ada Aguilar Se imprimió su papel de acceso\./,
      /10 mar 2027.*Ada Aguilar Una carga de la lista de personal.*Su último día es el 11 mar 2027\./,
      /9 mar 2027.*Ada Aguilar Su fecha para la ronda 2027-1 volvió del 8 jun 2027 al 1 may 2027\..*La fecha es la de la ronda\./,
      /9 mar 2027.*Ada Aguilar Se revocó su exención de la ronda 2027-1\./,
      /8 mar 2027.*Ada Aguilar Su fecha para la ronda 2027-1 pasó del 1 may 2027 al .* La fecha son 30 días desde el fin de su exención\./,
      /8 mar 2027.*Ada Aguilar Se le concedió una exención de la ronda 2027-1 desde el 8 mar 2027, hasta el 19 abr 2027\. Motivo: salud\. Consta: Constancia 7\./,
      /5 mar 2027.*Ada Aguilar Su fecha para la ronda 2027-1 volvió del 6 may 2027 al 1 may 2027\. Se restaron 5 días de ausencia\./,
      /5 mar 2027.*Se corrigió una ausencia por enfermedad: del 2 mar 2027 al 6 mar 2027\./,
      /4 mar 2027.*Ben Benítez Su fecha para la ronda 2027-1 pasó del 22 abr 2027 al 6 may 2027\. Se le concedieron 14 días de prórroga\./,
      /4 mar 2027.*Ben Benítez Se le concedieron 14 días más de plazo/,
      /3 mar 2027.*Chi Chávez Pidió 14 días más de plazo para la ronda 2027-1\./,
      /2 mar 2027.*Ada Aguilar Su fecha para la ronda 2027-1 pasó del 12 abr 2027 al 22 abr 2027\. Se sumaron 10 días de ausencia/,
      /2 mar 2027.*Ada Aguilar Se anotó una ausencia por enfermedad del 2 mar 2027 al 11 mar 2027\./,
      /1 mar 2027.*Se le asignó la ronda 2027-1/,
      /1 ene 2025 Ingresó como personal propio\./,
    ];
    expect(lines).toEqual(expected.map((line) => expect.stringMatching(line) as string));
  });

  it('tells a manager that somebody was away or exempt, and not why', async () => {
    const words = (await told(world.ben, world.dora)).join(' ');
    expect(words).toContain('Se le asignó la ronda 2027-1');
    await app
      .get(AbsencesService)
      .record(as(world.ada), world.dora, { kind: 'parental', fromOn: day('2027-03-23'), untilOn: day('2027-03-25') });
    const exemption = {
      reasonCode: 'health',
      evidence: 'Constancia 8',
      fromOn: day('2027-03-22'),
      untilOn: addDays(day('2027-03-22'), 9),
    } as const;
    await app.get(ExemptionsService).grant(as(world.ada), world.dora, roundId, exemption);
    const known = (await told(world.ben, world.dora)).join(' ');
    expect(known).toContain('Se anotó una ausencia del 23 mar 2027 al 24 mar 2027.');
    expect(known).toContain('Se le concedió una exención de la ronda 2027-1');
    expect(known).not.toMatch(/maternidad|salud|Constancia/);
    expect((await told(world.ada, world.dora)).join(' ')).toMatch(/maternidad[\s\S]*|salud/);
  });

  it('tells a coordinator of those who are theirs today what is the training’s and the supplier’s, and nothing else', async () => {
    await coordinates(app, world.fay, world.supplier);
    await app.work.run(() =>
      app.db.execute(sql`UPDATE role_grant SET revoked_at = ${MONDAY} WHERE person_id = ${world.fay} AND role = 'auditor'`),
    );
    const before = { kind: 'staff', supplier: null, team: 'Bodega', site: null, jobTitle: 'Ayudante', managerCode: null } as const;
    const span = { fromOn: day('2024-01-01'), untilOn: day('2024-07-01') };
    await app.get(EngagementsService).start(as(world.ada), world.dora, { ...before, ...span });
    const earlier = {
      kind: 'contractor',
      supplier: 'Limpieza SA',
      fromOn: day('2023-01-01'),
      untilOn: day('2024-01-01'),
      jobTitle: null,
    } as const;
    await app.get(EngagementsService).start(as(world.ada), world.dora, { ...before, ...earlier });
    await app.work.run(() =>
      app
        .get(AuditLog)
        .record(as(world.ada), { action: 'role.granted', subject: { type: 'person', id: world.dora }, detail: { role: 'sponsor' } }),
    );
    await rosterText(
      'person_code,given_name,family_name,kind,supplier,team,starts_on,ends_on\nC001,Dora,Duarte,contractor,Limpieza SA,Bodega,2025-01-01,2027-03-31',
    );
    const fay = await signedIn(app, world.fay);
    const page = `/supplier/people/${world.dora}`;
    expect((await fay.get(page)).html).toContain(`href="${page}/why"`);
    const { html } = await fay.get(`${page}/why`);
    const told = linesOf(html).join(' ');
    expect(told).toContain('Joined as a contractor of Limpieza SA.');
    expect(told).toContain('Was assigned round 2027-1');
    expect(told).toContain('Was exempted from round 2027-1');
    expect(told).toContain('An absence was recorded');
    // They went on for the company itself, which is not the supplier's to know.
    expect(told).toContain('Stopped working here with Limpieza SA; the last day was 31 Dec 2023.');
    expect(told).not.toMatch(/Ayudante|health|Constancia|parental|marzo\.csv|sponsor/);
    const whole = linesOf((await (await signedIn(app, world.ada)).get(`/people/${world.dora}/why`)).html).join(' ');
    expect(whole).toMatch(/Ayudante/);
    expect(whole).toMatch(/marzo\.csv/);
    expect((await fay.get(`/people/${world.dora}/why`)).status).toBe(404);
    expect((await fay.get(`/supplier/people/${world.chi}/why`)).status).toBe(404);
    expect((await fay.get('/supplier/people/x/why')).status).toBe(404);
    expect(
      linesOf((await (await signedIn(app, world.ada)).get(`/supplier/people/${world.dora}/why?supplier=${world.supplier}`)).html).join(' '),
    ).toBe(whole);
    await app.work.run(() =>
      app.db.execute(sql`UPDATE role_grant SET revoked_at = ${MONDAY} WHERE person_id = ${world.fay} AND role = 'coordinator'`),
    );
    await app.get(AccountService).grant(as(world.ada), world.fay, { role: 'auditor', supplierId: null });
  });

  it('asks the database as often for a long history as for a short one, and speaks the language of the reader', async () => {
    const count = async (about: PersonId): Promise<number> => {
      const visitor = await signedIn(app, world.ada);
      return queriesOf(app, () => visitor.get(`/people/${about}/why`));
    };
    await count(world.chi);
    expect(await count(world.chi)).toBe(await count(world.emil));
    const words = (await told(world.fay, world.chi)).join(' ');
    expect(words).toContain('Was exempted from round 2027-1 from 8 Mar 2027, until 19 Apr 2027. Reason: health. On file: Constancia 7.');
    expect(words).toContain('The date for round 2027-1 went back from 8 Jun 2027 to 1 May 2027. The date is the round’s own.');
  });

  it('is told in words that need no knowledge of the system: no code of the welcome, no two full stops, no name of a deed', async () => {
    on('2027-04-05');
    await app.work.run(() => app.db.execute(sql`UPDATE supplier SET name = 'Limpieza Andina S.A.C.' WHERE id = ${world.supplier}`));
    const text = [
      'person_code,given_name,family_name,kind,supplier,team,starts_on,ends_on',
      'C777,Gil,Gómez,contractor,Limpieza Andina S.A.C.,Tienda,2027-04-05,',
    ].join('\n');
    await rosterText(text);
    const gil = (await app.db.row<{ id: PersonId }>(sql`SELECT id FROM person WHERE person_code = 'C777'`))!.id;
    await app.work.run(() => app.db.execute(sql`UPDATE person SET phone = '987654321' WHERE id = ${gil}`));
    expect((await app.get(TextLinks).sendToMany(as(world.ada), [gil])).sent).toBe(1);
    on('2027-04-06');
    await rosterText(text.replace('2027-04-05,', '2027-04-05,2027-04-06'));
    on('2027-04-07');
    await app.get(ProgrammeService).reconcile(app.get(Contexts).system('reconcile-assignments'));
    const ctx = as(world.ada);
    for (const action of [
      'diploma-link.made',
      'diploma-link.revoked',
      'diplomas.shown-as',
      'transcript.downloaded',
      'legal.person-written',
    ])
      await app.work.run(() => app.get(AuditLog).record(ctx, { action, subject: { type: 'person', id: gil } }));

    const lines = await told(world.ada, gil);
    expect(lines.join(' ')).not.toMatch(/ronda 0|\.\.|Quedó anotado/);
    const said = [
      /Se le envió un enlace para entrar, por mensaje de texto\./,
      /Ingresó como contratista de Limpieza Andina S\.A\.C\. Tienda\./,
      /Salió de la ronda 2027-1 el 7 abr 2027\./,
      /Recibió un enlace personal a sus diplomas/,
    ];
    expect(lines).toEqual(expect.arrayContaining(said.map((line) => expect.stringMatching(line) as string)));
    expect(lines.filter((line) => line.includes('mensaje de texto'))).toHaveLength(1);
    await app.work.run(() => app.db.execute(sql`UPDATE round SET kind = 'welcome', code = '0' WHERE id = ${roundId}`));
    expect(await told(world.ada, gil)).toContainEqual(expect.stringMatching(/Salió de la bienvenida el 7 abr 2027\./));
  });
});
