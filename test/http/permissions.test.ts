import { toCalendarDate } from '#kernel/calendar-date';
import type { Role } from '#kernel/context';
import { newId, type PersonId } from '#kernel/id';
import { AccreditationService } from '#modules/accreditation';
import { sql } from '#platform/database/sql';
import { JobRunner } from '#platform/jobs/jobs';
import type { Permission } from '#platform/http/access';
import { Contexts } from '#platform/time/contexts';
import { MONDAY, startApp, type TestApp } from '../support/app';
import { completeUnit, openRound } from '../support/learning';
import { type Route, routesOf } from '../support/routes';
import type { Answer, Visitor } from '../support/visitor';
import { PERMISSIONS, QUESTIONS, REACHES, ROUTES, SELDOM_THERE, WHO, type Who } from '../support/who-may';
import { coordinates, createWorld, signedIn } from '../support/world';
import { hire, wordsOf } from './reporting/company';

/** Somewhere in a path or a question: `/people/:id`. */
const NAMED = /:(\w+)/g;
/** Whatever the address of a page may ask about. */
const QUESTIONED = [
  'q',
  'page',
  'who',
  'team',
  'supplier',
  'site',
  'round',
  'person',
  'a',
  'b',
  'code',
  'to',
  'by',
  'on',
  'unit',
  'kind',
  'place',
];
const NOT_THERE = '01234567-0123-7123-8123-0123456789ab';

describe('what each route lets each of us do', () => {
  let app: TestApp;
  let visitors: Readonly<Record<Who, Visitor>>;
  /** Of Dora, who has nothing to do with any of the visitors but HR. */
  let theirs: Readonly<Record<string, string>>;
  let routes: readonly Route[];

  beforeAll(async () => {
    app = await startApp();
    const world = await createWorld(app);
    const [below, coordinator, sponsor, auditor] = await hire(app, 5, { team: world.warehouse, manager: null, supplier: world.supplier });
    if (!below || !coordinator || !sponsor || !auditor) throw new Error('nobody was hired');
    const guards = newId<'supplier'>();
    const blackout = newId<'blackout'>();
    await app.work.run(async () => {
      await app.db.insert('supplier', [{ id: guards, name: 'Vigilancia SA', nameKey: 'vigilancia sa', taxId: null }]);
      await app.db.execute(
        sql`UPDATE engagement SET manager_id = ${world.fay}, supplier_id = NULL, kind = 'staff' WHERE person_id = ${below}`,
      );
      await app.db.execute(sql`UPDATE engagement SET supplier_id = ${guards} WHERE person_id IN (${coordinator}, ${auditor})`);
      await app.db.insert('blackout', [
        { id: blackout, fromOn: toCalendarDate('2027-12-20'), untilOn: toCalendarDate('2028-01-05'), reason: 'Campaña' },
      ]);
      await grant(sponsor, 'sponsor');
      await grant(auditor, 'auditor');
    });
    await coordinates(app, coordinator, guards);
    const round = await openRound(app, world);
    const assignment = await round.assignmentOf(world.dora);
    await completeUnit(app, await signedIn(app, world.dora), assignment);
    await app.get(AccreditationService).issueDue(app.get(Contexts).system('test'));
    // What a completion asks for beside the page writes no line later on.
    await app.get(JobRunner).settled();
    const paper = await paperOf(world.dora);
    const diploma = (await app.get(AccreditationService).shelfOf(world.dora))[0];
    visitors = {
      nobody: app.visitor(),
      person: await signedIn(app, world.chi),
      manager: await signedIn(app, world.fay),
      coordinator: await signedIn(app, coordinator),
      sponsor: await signedIn(app, sponsor),
      auditor: await signedIn(app, auditor),
      hr: await signedIn(app, world.ada),
    };
    const lesson = round.edition.locales.es.lessons[0];
    const request = await requestOf(visitors, app);
    theirs = {
      personId: world.dora,
      '/people/:id': world.dora,
      '/rounds/:id': round.roundId,
      '/settings/diplomas/:id': await designOf(visitors.hr),
      '/roster/imports/:id': await importOf(visitors.hr),
      '/calendar/blackouts/:id': blackout,
      '/sites/:id': 'company',
      '/people/requests/:id': request,
      '/supplier/requests/:id': request,
      person: world.dora,
      engagement: (await app.db.row<{ id: string }>(sql`SELECT id FROM engagement WHERE person_id = ${world.dora}`))?.id ?? '',
      assignment,
      lesson: lesson?.id ?? '',
      step: lesson?.steps[0]?.id ?? '',
      number: '1',
      '/legal/:pack': 'mx-dc3',
      subject: 'company',
      '/legal/:pack/papers/:id': paper,
      '/my/papers/:id': paper,
      '/diplomas/:id': diploma?.id ?? '',
      '/my/diplomas/:code': diploma?.code ?? '',
      '/my/diplomas/:code/:file': 'badge.svg',
      '/my/diplomas/:file': `${diploma?.code ?? ''}.pdf`,
      edition: round.edition.id,
      file: 'cover.svg',
      unit: round.edition.unit,
      manager: world.ben,
      supplier: world.supplier,
      team: world.shop,
    };
    routes = routesOf(app);
  });
  afterAll(() => app.close());

  it('is on the list: each route with the permission that it takes', () => {
    const found = routes.map(({ method, path, rule }) => `${nameOf(rule)} ${method} ${path}`).sort();
    const listed = Object.entries(ROUTES).flatMap(([permission, own]) => own.map((route) => `${permission} ${route}`));
    expect(found).toEqual([...new Set(listed)].sort());
  });

  it.each(WHO.filter((who) => who !== 'nobody'))('is not there for whoever may not: %s', async (who) => {
    const before = await lines();
    const open: string[] = [];
    for (const { name, takes } of closed()) {
      if (PERMISSIONS[takes].who.includes(who)) continue;
      const { status } = await send(who, name, theirs);
      if (status !== 404) open.push(`${name} ${status}`);
    }
    expect(open).toEqual([]);
    expect(await lines()).toBe(before);
  });

  it('leads whoever has not signed in to the door', async () => {
    for (const { name } of closed()) {
      const answer = await send('nobody', name, theirs);
      expect(`${name} ${answer.status} ${answer.to ?? ''}`).toMatch(/ 303 \/sign-in(\?to=|$)/);
    }
  });

  it.each(WHO.filter((who) => who !== 'nobody'))('says of what is not there, and of what is not theirs, the same: %s', async (who) => {
    const before = await lines();
    const odd: string[] = [];
    for (const route of closed()) {
      if (!PERMISSIONS[route.takes].who.includes(who) || !route.name.includes('/:')) continue;
      const missing = await send(who, route.name, {});
      if (missing.status !== 404) odd.push(`${route.name}, not there: ${missing.status}`);
      if (reaches(who, route)) continue;
      const foreign = await send(who, route.name, theirs);
      if (foreign.status !== 404) odd.push(`${route.name}, not theirs: ${foreign.status}`);
      else if (saidBy(foreign) !== saidBy(missing)) odd.push(`${route.name} tells one from the other`);
    }
    expect(odd).toEqual([]);
    expect(await lines()).toBe(before);
  });

  it.each(WHO.filter((who) => who !== 'nobody'))('opens to whoever may: %s', async (who) => {
    const shut: string[] = [];
    for (const route of closed()) {
      if (!PERMISSIONS[route.takes].who.includes(who) || !route.name.startsWith('GET ')) continue;
      if (route.name.includes('/:') && !reaches(who, route)) continue;
      const { status } = await send(who, route.name, theirs);
      if (status >= 400 && !SELDOM_THERE.includes(route.name)) shut.push(`${route.name} ${status}`);
    }
    expect(shut).toEqual([]);
  });

  it.each(Object.entries(QUESTIONS))('finds what a question names for those whose it is only: %s', async (address, whose) => {
    for (const who of WHO) {
      const answer = await send(who, address, theirs);
      const expected = who === 'nobody' ? 303 : whose.includes(who) ? 'there' : 404;
      expect(`${who} ${expected === 'there' && answer.status < 400 ? 'there' : answer.status}`).toBe(`${who} ${expected}`);
      if (who !== 'nobody') expect(`${who} ${(await send(who, address, {})).status}`).toBe(`${who} 404`);
    }
  });

  it('falls over nothing that a path, a question or a form may hold, whoever sends it', async () => {
    const fallen: string[] = [];
    const nothing = '%00';
    for (const who of ['hr', 'nobody'] as const)
      for (const { method, path } of routes) {
        const address = path.replaceAll(NAMED, nothing).replace('*', nothing);
        const named = addressOf(path, theirs);
        const answers =
          method === 'GET'
            ? [
                await visitors[who].get(address),
                await visitors[who].get(`${named}?${QUESTIONED.map((name) => `${name}=${nothing}`).join('&')}`),
              ]
            : [await visitors[who].post(address)];
        for (const { status } of answers) if (status >= 500) fallen.push(`${who} ${method} ${path} ${status}`);
      }
    expect(fallen).toEqual([]);
  });

  it('changes nothing for a form that is not ours, whoever sends it', async () => {
    const before = await lines();
    const cookie = [...visitors.hr.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    for (const { method, path } of routes) {
      if (method !== 'POST') continue;
      const { statusCode } = await app.app.inject({
        method,
        url: addressOf(path, theirs),
        headers: { cookie, 'sec-fetch-site': 'cross-site' },
      });
      expect(`${path} ${statusCode}`).toBe(`${path} 403`);
    }
    expect(await lines()).toBe(before);
  });

  function closed(): { readonly name: string; readonly takes: Permission }[] {
    return Object.entries(ROUTES).flatMap(([takes, own]) =>
      takes === 'public' ? [] : own.map((name) => ({ name, takes: takes as Permission })),
    );
  }

  /** HR answers for everybody, but for nobody's own place. */
  function reaches(who: Who, { name, takes }: { readonly name: string; readonly takes: Permission }): boolean {
    const reached = REACHES[name] ?? PERMISSIONS[takes].whose;
    if (typeof reached !== 'string') return reached.includes(who);
    return reached === 'all' || (who === 'hr' && takes !== 'my');
  }

  function send(who: Who, route: string, named: Readonly<Record<string, string>>): Promise<Answer> {
    const [method = '', path = ''] = route.split(' ');
    const address = addressOf(path, named);
    return method === 'GET' ? visitors[who].get(address) : visitors[who].post(address);
  }

  async function lines(): Promise<number> {
    return (await app.db.row<{ seq: number }>(sql`SELECT MAX(seq) AS seq FROM audit_line`))?.seq ?? 0;
  }

  /** A paper of the law, as if HR had made it. */
  async function paperOf(personId: PersonId): Promise<string> {
    const completion = await app.db.row<{ id: string }>(sql`SELECT id FROM completion WHERE person_id = ${personId}`);
    const id = newId();
    const values = { 'person.name': 'Díaz Dora' };
    await app.work.run(() =>
      app.db.insert('legal_paper', [
        {
          id,
          pack: 'mx-dc3',
          completionId: completion?.id,
          personId,
          issue: 1,
          content: JSON.stringify({ packHash: '', values }),
          issuedAt: MONDAY,
          dueOn: '2027-03-30',
          deliveredOn: null,
          supersededAt: null,
        },
      ]),
    );
    return id;
  }

  async function grant(personId: PersonId, role: Role): Promise<void> {
    await app.db.insert('role_grant', [{ id: newId(), personId, role, grantedAt: MONDAY, grantedBy: null, revokedAt: null }]);
  }
});

/** A draft of how diplomas look. */
async function designOf(hr: Visitor): Promise<string> {
  return (await hr.post('/settings/diplomas')).to?.split('/').at(-1) ?? '';
}

function nameOf(rule: Route['rule']): string {
  if (rule === undefined) return 'nothing';
  return 'open' in rule ? 'public' : rule.requires;
}

/** The path with what it names filled in: by the path up to the name, by the name alone, or with something that is nowhere. */
function addressOf(path: string, named: Readonly<Record<string, string>>): string {
  return path
    .replaceAll(NAMED, (_, name: string, at: number) => named[`${path.slice(0, at)}:${name}`] ?? named[name] ?? NOT_THERE)
    .replace('*', 'x');
}

/** What a page says to its reader, without the number to quote. */
function saidBy({ html }: Answer): string {
  return wordsOf(html).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '#');
}

/** Of somebody before a poster who is not on the list. */
async function requestOf({ hr, nobody }: Readonly<Record<Who, Visitor>>, { db }: TestApp): Promise<string> {
  await hr.post('/sites/company/poster');
  const poster = await db.row<{ code: string }>(sql`SELECT code FROM site_poster`);
  await nobody.post(`/join/${poster?.code ?? ''}`, { givenName: 'Nora', familyName: 'Nieto', employerKind: 'staff', language: 'es' });
  return (await db.row<{ id: string }>(sql`SELECT id FROM joining_request`))?.id ?? '';
}

/** A file of which a row was refused. */
async function importOf(hr: Visitor): Promise<string> {
  const bytes = Buffer.from('codigo;nombres;apellidos;tipo;ingreso\nN1;Gil;Gómez;empleado;01/02/2027\nN2;Noé;;empleado;31/02/2027\n');
  const { to = '' } = await hr.upload('/roster/imports', { mode: 'partial' }, { file: { name: 'lista.csv', bytes } });
  while ((await hr.get(to)).html.includes('data-enhance="progress"')) await new Promise((resolve) => setTimeout(resolve, 50));
  return to.split('/').at(-1) ?? '';
}
