import { addDays, toCalendarDate } from '#kernel/calendar-date';
import { newId, type PersonId, type SupplierId, type TeamId } from '#kernel/id';
import { sql } from '#platform/database/sql';
import { MONDAY, type TestApp } from '../../support/app';

/** So many more people in a team under a manager, one in four a contractor; call it before the round opens. */
export async function hire(
  { db, work }: TestApp,
  many: number,
  place: { readonly team: TeamId; readonly manager: PersonId | null; readonly supplier: SupplierId; readonly prefix?: string },
): Promise<PersonId[]> {
  const people = Array.from({ length: many }, (_, n) => ({
    id: newId<'person'>(),
    code: `${place.prefix ?? 'X'}${String(n).padStart(5, '0')}`,
    n,
  }));
  await work.run(async () => {
    await db.insert(
      'person',
      people.map(({ id, code, n }) => ({
        id,
        personCode: code,
        codeKey: code,
        givenName: `Nombre ${n}`,
        familyName: `Apellido ${String(n % 97).padStart(2, '0')}`,
        email: null,
        phone: null,
        nationalId: null,
        language: 'es',
        searchKey: `nombre ${n} apellido ${code.toLowerCase()}`,
        createdAt: MONDAY,
      })),
    );
    await db.insert(
      'engagement',
      people.map(({ id, n }) => ({
        id: newId(),
        personId: id,
        kind: n % 4 === 0 ? 'contractor' : 'staff',
        supplierId: n % 4 === 0 ? place.supplier : null,
        teamId: place.team,
        siteId: null,
        jobTitle: null,
        managerId: place.manager,
        fromOn: addDays(toCalendarDate('2025-01-01'), n % 300),
        untilOn: null,
      })),
    );
  });
  return people.map(({ id }) => id);
}

/** Marks what somebody has done, without the lessons. */
export async function mark(
  { db, work, clock }: TestApp,
  personId: PersonId,
  done: { readonly started?: boolean; readonly completed?: boolean; readonly dueOn?: string },
): Promise<void> {
  const { started = false, completed = false, dueOn = null } = done;
  await work.run(() =>
    db.execute(sql`
      UPDATE assignment SET
        started_at = ${started || completed ? clock.now() : null}, completed_at = ${completed ? clock.now() : null}, due_on = COALESCE(${dueOn}, due_on)
      WHERE person_id = ${personId}`),
  );
}

/** What the page says, without its tags. */
export function wordsOf(html: string): string {
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html;
  return main
    .replaceAll(/<svg[\s\S]*?<\/svg>/g, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
