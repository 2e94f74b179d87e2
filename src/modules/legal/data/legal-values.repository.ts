import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import { newId, type PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { list, sql } from '#platform/database/sql';
import type { Scope } from '../domain/pack';
import type { Values } from '../domain/values';

type Shared = Exclude<Scope, 'person'>;

/** What was written under the fields of packs, and which packs are in use. */
@Injectable()
export class LegalValues {
  constructor(private readonly db: Database) {}

  packsInUse(): Promise<{ readonly pack: string; readonly inUseFrom: CalendarDate }[]> {
    return this.db.rows(sql`SELECT pack, in_use_from FROM legal_pack ORDER BY pack`);
  }

  async use(pack: string, inUseFrom: CalendarDate, setAt: Instant): Promise<void> {
    const changed = await this.db.execute(sql`UPDATE legal_pack SET in_use_from = ${inUseFrom}, set_at = ${setAt} WHERE pack = ${pack}`);
    if (changed === 0) await this.db.insert('legal_pack', [{ id: newId(), pack, inUseFrom, setAt }], 'nothing');
  }

  async stop(pack: string): Promise<boolean> {
    return (await this.db.execute(sql`DELETE FROM legal_pack WHERE pack = ${pack}`)) > 0;
  }

  /** By subject: `company` and suppliers, or units. */
  async shared(pack: string, scope: Shared): Promise<ReadonlyMap<string, Values>> {
    const rows = await this.db.rows<{ subject: string; field: string; value: string }>(
      sql`SELECT subject, field, value FROM legal_value WHERE pack = ${pack} AND scope = ${scope}`,
    );
    return bySubject(rows);
  }

  async ofPeople(pack: string, personIds: readonly PersonId[]): Promise<ReadonlyMap<string, Values>> {
    const rows = await this.db.rows<{ subject: string; field: string; value: string }>(
      sql`SELECT person_id AS subject, field, value FROM legal_person_value WHERE pack = ${pack} AND person_id IN (${list(personIds)})`,
    );
    return bySubject(rows);
  }

  async writeShared(pack: string, scope: Shared, subject: string, values: Readonly<Record<string, string | null>>, setAt: Instant): Promise<void> {
    const fields = Object.keys(values);
    await this.db.execute(
      sql`DELETE FROM legal_value WHERE pack = ${pack} AND scope = ${scope} AND subject = ${subject} AND field IN (${list(fields)})`,
    );
    const rows = written(values).map(([field, value]) => ({ id: newId(), pack, scope, subject, field, value, setAt }));
    await this.db.insert('legal_value', rows);
  }

  /** Each person's fields that are named; those that are null are forgotten. */
  async writePeople(pack: string, people: ReadonlyMap<PersonId, Readonly<Record<string, string | null>>>, setAt: Instant): Promise<void> {
    const byFields = grouped([...people], ([, values]) => Object.keys(values).sort().join());
    for (const group of byFields.values()) {
      const fields = Object.keys(group[0]?.[1] ?? {});
      await this.db.execute(sql`
        DELETE FROM legal_person_value WHERE pack = ${pack} AND field IN (${list(fields)}) AND person_id IN (${list(group.map(([id]) => id))})`);
    }
    const rows = [...people].flatMap(([personId, values]) =>
      written(values).map(([field, value]) => ({ id: newId(), pack, personId, field, value, setAt })),
    );
    await this.db.insert('legal_person_value', rows);
  }
}

const written = (values: Readonly<Record<string, string | null>>) =>
  Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null);

function bySubject(rows: readonly { subject: string; field: string; value: string }[]): ReadonlyMap<string, Values> {
  const found = new Map<string, Record<string, string>>();
  for (const { subject, field, value } of rows) {
    const values = found.get(subject) ?? {};
    values[field] = value;
    found.set(subject, values);
  }
  return found;
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
