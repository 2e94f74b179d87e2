import { product } from './product.mjs';

const UNIT = '01-mi-trabajo-es-el-cliente';
const TEAMS = 40;
const PEOPLE_PER_MANAGER = 50;
const AT_ONCE = 5000;

/** A company with so many people, one in ten a contractor, written straight into the tables. The first of them is HR. */
export async function fill({ db, work, clock }, people) {
  const { newId } = product('#kernel/id');
  const now = clock.now();
  const named = (names) => names.map((name) => ({ id: newId(), name, nameKey: name.toLowerCase() }));
  const teams = named(Array.from({ length: TEAMS }, (_, n) => `Equipo ${n + 1}`));
  const sites = named(['Lima Centro', 'Miraflores', 'Arequipa', 'Trujillo']);
  const suppliers = named(['Limpieza Andina', 'Vigilancia Cóndor', 'Reparto Veloz']).map((supplier) => ({ ...supplier, taxId: null }));
  const persons = Array.from({ length: people }, (_, n) => personOf(n, newId(), now));
  const engagements = persons.map(({ id }, n) => {
    const contractor = n % 10 === 9;
    return {
      id: newId(),
      personId: id,
      kind: contractor ? 'contractor' : 'staff',
      supplierId: contractor ? suppliers[n % suppliers.length].id : null,
      teamId: teams[n % TEAMS].id,
      siteId: sites[n % sites.length].id,
      jobTitle: 'Asesor de servicio',
      managerId: n % PEOPLE_PER_MANAGER === 0 ? null : persons[n - (n % PEOPLE_PER_MANAGER)].id,
      fromOn: '2025-01-01',
      untilOn: null,
    };
  });
  await work.run(async () => {
    const company = { id: 'company', name: 'Andina de Servicios', timeZone: 'America/Lima', country: 'PE', language: 'es', hue: 185 };
    await db.insert('company', [{ ...company, logoType: null, logo: null, setUpAt: now }]);
    await db.insert('programme', [{ id: 'programme', cadenceMonths: 5, windowWeeks: 6, weekday: 1, setAt: now }]);
    await db.insert('team', teams);
    await db.insert('site', sites);
    await db.insert('supplier', suppliers);
    await insertMany(db, 'person', persons);
    await insertMany(db, 'engagement', engagements);
    await db.insert('role_grant', [{ id: newId(), personId: persons[0].id, role: 'hr', grantedAt: now, grantedBy: null, revokedAt: null }]);
  });
  // As the product does when it is set up: a round opens on a day of the company, not of Greenwich.
  clock.zone = 'America/Lima';
  return persons.map(({ id }) => id);
}

/** Freezes the real first unit; returns its edition. */
export async function publish({ get, system }) {
  const curriculum = get('#modules/curriculum', 'CurriculumService');
  const published = await curriculum.publish(system(), UNIT);
  if (!published.ok) throw new Error(`the first unit cannot be published: ${published.refusal}`);
  return curriculum.edition((await curriculum.latestEdition(UNIT)).id);
}

/** Opens its round in HR's name, as the button does. Returns what it says: id, code, how many were assigned. */
export async function openRound({ get, system }, hr) {
  const actor = { kind: 'person', personId: hr, name: 'Ana Quispe', roles: ['hr'], isManager: true };
  const opened = await get('#modules/programme', 'ProgrammeService').openRound({ ...system(), actor }, UNIT, {});
  if (!opened.ok) throw new Error(`the round cannot be opened: ${opened.refusal}`);
  return opened.value;
}

/** Lets the first so many assignments of the round be completed, and returns whose they are. */
export async function complete({ db, work, clock }, roundId, editionId, count) {
  const { newId } = product('#kernel/id');
  const { sql } = product('#platform/database/sql');
  const now = clock.now();
  const assignments = await db.rows(sql`SELECT id, person_id FROM assignment WHERE round_id = ${roundId} ORDER BY id LIMIT ${count}`);
  const completions = assignments.map(({ id, personId }) => ({
    id: newId(),
    assignmentId: id,
    personId,
    roundId,
    editionId,
    score: 13,
    total: 15,
    completedAt: now,
  }));
  await work.run(async () => {
    await insertMany(db, 'completion', completions);
    await db.execute(sql`
      UPDATE assignment SET started_at = ${now}, completed_at = ${now} WHERE id IN (SELECT assignment_id FROM completion)`);
  });
  return completions;
}

/** Rows by the thousand, so that the text of a statement does not take the memory that is to be measured. */
export async function insertMany(db, table, rows) {
  for (let from = 0; from < rows.length; from += AT_ONCE) await db.insert(table, rows.slice(from, from + AT_ONCE));
}

const GIVEN = ['Ana', 'José Luis', 'Rosa', 'Miguel Ángel', 'Sofía', 'Jorge', 'Elena', 'Óscar', 'Patricia', 'Raúl', 'Noemí'];
const FAMILY = [
  'Quispe',
  'Rodríguez',
  'Núñez',
  'Huamán',
  'Peña',
  'Sánchez',
  'Ibáñez',
  'Flores',
  'Chávez',
  'Yupanqui',
  'Li',
  'Condori',
  'Ñahui',
];

/** Invented, and always the same for the same number. */
export function nameOf(n) {
  return {
    givenName: GIVEN[n % GIVEN.length],
    familyName: `${FAMILY[n % FAMILY.length]} ${FAMILY[Math.floor(n / FAMILY.length) % FAMILY.length]}`,
  };
}

function personOf(n, id, now) {
  const personCode = `E${String(n + 1).padStart(6, '0')}`;
  const { givenName, familyName } = nameOf(n);
  const email = n % 2 === 0 ? `p${n + 1}@andina.example` : null;
  const searchKey = `${givenName} ${familyName} ${personCode}`.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const contact = { email, phone: null, nationalId: String(10_000_000 + n) };
  return { id, personCode, codeKey: personCode, givenName, familyName, ...contact, language: 'es', searchKey, createdAt: now };
}
