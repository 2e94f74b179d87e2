import { type CalendarDate, toCalendarDate } from '#kernel/calendar-date';
import { newId, type PersonId, type SupplierId, type TeamId } from '#kernel/id';
import type { Role } from '#kernel/context';
import { SessionService } from '#modules/identity';
import { MONDAY, type TestApp } from './app';
import type { Visitor } from './visitor';

const day = (text: string): CalendarDate => toCalendarDate(text);

/** Everybody that tests talk about: what does each of them see? */
export interface World {
  /** Administers the training. */
  readonly ada: PersonId;
  /** Manages the shop. */
  readonly ben: PersonId;
  /** Staff in the shop. */
  readonly chi: PersonId;
  /** A contractor in the shop whose engagement ends on 31 March 2027. */
  readonly dora: PersonId;
  /** Left at the end of 2026. */
  readonly emil: PersonId;
  /** Works in the warehouse, under nobody here. */
  readonly fay: PersonId;
  readonly shop: TeamId;
  readonly warehouse: TeamId;
  readonly supplier: SupplierId;
}

export type Cast = 'ada' | 'ben' | 'chi' | 'dora' | 'emil' | 'fay';

export async function createWorld({ db, work }: TestApp): Promise<World> {
  const world: World = {
    ada: newId(),
    ben: newId(),
    chi: newId(),
    dora: newId(),
    emil: newId(),
    fay: newId(),
    shop: newId(),
    warehouse: newId(),
    supplier: newId(),
  };
  const person = (id: PersonId, code: string, givenName: string, familyName: string, email: string | null, language = 'es') => ({
    id,
    personCode: code,
    codeKey: code,
    givenName,
    familyName,
    email,
    phone: null,
    nationalId: null,
    language,
    searchKey: `${givenName} ${familyName} ${code}`.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase(),
    createdAt: MONDAY,
  });
  const engagement = (
    personId: PersonId,
    teamId: TeamId,
    more: { kind?: string; supplierId?: SupplierId; managerId?: PersonId; from?: string; until?: string; job?: string } = {},
  ) => ({
    id: newId(),
    personId,
    kind: more.kind ?? 'staff',
    supplierId: more.supplierId ?? null,
    teamId,
    siteId: null,
    jobTitle: more.job ?? null,
    managerId: more.managerId ?? null,
    fromOn: day(more.from ?? '2025-01-01'),
    untilOn: more.until === undefined ? null : day(more.until),
  });
  await work.run(async () => {
    await db.insert('company', [
      {
        id: 'company',
        name: 'Andina de Servicios',
        timeZone: 'America/Lima',
        country: 'PE',
        language: 'es',
        hue: 185,
        logoType: null,
        logo: null,
        setUpAt: MONDAY,
      },
    ]);
    await db.insert('programme', [{ id: 'programme', cadenceMonths: 5, windowWeeks: 6, weekday: 1, setAt: MONDAY }]);
    await db.insert('supplier', [{ id: world.supplier, name: 'Limpieza SA', nameKey: 'limpieza sa', taxId: '20123456789' }]);
    await db.insert('team', [
      { id: world.shop, name: 'Tienda', nameKey: 'tienda' },
      { id: world.warehouse, name: 'Bodega', nameKey: 'bodega' },
    ]);
    await db.insert('person', [
      person(world.ada, 'E001', 'Ada', 'Aguilar', 'ada@example.com'),
      person(world.ben, 'E002', 'Ben', 'Benítez', 'ben@example.com'),
      person(world.chi, 'E003', 'Chi', 'Chávez', null),
      person(world.dora, 'C001', 'Dora', 'Duarte', null),
      person(world.emil, 'E004', 'Emil', 'Espinoza', 'emil@example.com'),
      person(world.fay, 'E005', 'Fay', 'Fuentes', null, 'en'),
    ]);
    await db.insert('engagement', [
      engagement(world.ada, world.warehouse, { job: 'Recursos Humanos' }),
      engagement(world.ben, world.shop, { job: 'Jefe de tienda' }),
      engagement(world.chi, world.shop, { managerId: world.ben, job: 'Cajera' }),
      engagement(world.dora, world.shop, {
        managerId: world.ben,
        kind: 'contractor',
        supplierId: world.supplier,
        until: '2027-04-01',
        job: 'Limpieza',
      }),
      engagement(world.emil, world.shop, { managerId: world.ben, until: '2027-01-01' }),
      engagement(world.fay, world.warehouse),
    ]);
    await grant(db, world.ada, 'hr');
  });
  return world;
}

async function grant(db: TestApp['db'], personId: PersonId, role: Role): Promise<void> {
  await db.insert('role_grant', [{ id: newId(), personId, role, grantedAt: MONDAY, grantedBy: null, revokedAt: null }]);
}

/** Makes that person the coordinator of a supplier. */
export async function coordinates({ db, work }: TestApp, personId: PersonId, supplierId: SupplierId): Promise<void> {
  const grant = { id: newId(), personId, role: 'coordinator', supplierId, grantedAt: MONDAY, grantedBy: null, revokedAt: null };
  await work.run(() => db.insert('role_grant', [grant]));
}

/** A browser in which that person is signed in. */
export async function signedIn(app: TestApp, personId: PersonId): Promise<Visitor> {
  const token = await app.get(SessionService).begin(personId, app.clock.now());
  const visitor = app.visitor();
  visitor.cookies.set('cadencia-session', token);
  return visitor;
}
