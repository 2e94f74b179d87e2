import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { ImportId, PersonId } from '#kernel/id';
import { Database } from '#platform/database/database';
import { list, sql, type SqlValue } from '#platform/database/sql';
import { overlap, searchKeyOf } from '../domain/person';
import { changedSince, columnOf, type Fields, fieldsBack } from '../domain/roster-undo';
import { inChunks } from './in-chunks';
import { PersonTraces } from './person-traces';
import { type Change, RosterChanges } from './roster-changes.repository';
import { UndoTally } from './undo-tally';
import { updateEach } from './update-each';

type Stored = Fields & { readonly id: string };
type Update = Change & { readonly was: Fields };
type StoredEngagement = Stored & { readonly personId: PersonId; readonly fromOn: CalendarDate; readonly untilOn: CalendarDate | null };

/**
 * Takes back what an import wrote, last first, wherever today's values are still the ones that it wrote.
 * Call it in the unit of work that holds the roster.
 */
@Injectable()
export class RosterUndoing {
  constructor(
    private readonly db: Database,
    private readonly changes: RosterChanges,
    private readonly traces: PersonTraces,
  ) {}

  async undo(importId: ImportId): Promise<UndoTally> {
    const tally = new UndoTally();
    for await (const changes of this.changes.lastFirst(importId, 'engagement')) {
      await this.removeEngagements(importId, changes.filter(isNew), tally);
      await this.amendEngagements(importId, changes.filter(isUpdate), tally);
    }
    for await (const changes of this.changes.lastFirst(importId, 'supplier')) await this.amendSuppliers(changes.filter(isUpdate), tally);
    const updates: Update[] = [];
    for await (const changes of this.changes.lastFirst(importId, 'person')) {
      await this.removePeople(changes.filter(isNew), tally);
      updates.push(...changes.filter(isUpdate));
    }
    await this.amendPeople(updates, tally);
    return tally;
  }

  private async removeEngagements(importId: string, changes: readonly Change[], tally: UndoTally): Promise<void> {
    const rows = await this.rows<StoredEngagement>('engagement', changes.map(({ rowId }) => rowId));
    const people = await this.rows('person', [...rows.values()].map((row) => row.personId));
    const joined = await this.changes.newRows(importId, 'person', [...people.keys()]);
    const going: string[] = [];
    for (const { rowId, wrote } of changes) {
      const row = rows.get(rowId);
      if (!row) continue;
      const person = people.get(row.personId);
      const since = changedSince(wrote, row);
      const personSince = joined.has(row.personId) && person ? changedSince(joined.get(row.personId) ?? {}, person) : [];
      if (person?.['mergedIntoId'] != null) tally.keep({ person: row.personId }, 'record', 'merged');
      else if (since.length + personSince.length > 0) {
        for (const field of since) tally.keepChanged({ person: row.personId }, rowId, field);
        for (const field of personSince) tally.keepChanged({ person: row.personId }, row.personId, field);
      } else {
        going.push(rowId);
        tally.tookBack(row.personId);
        tally.moved.add(row.personId);
        continue;
      }
      tally.staying.add(row.personId);
    }
    const referred = await this.traces.referring('engagement', going);
    await inChunks(going.filter((id) => !referred.has(id)), CHUNK, (some) => this.db.execute(sql`DELETE FROM engagement WHERE id IN (${list(some)})`));
    await inChunks([...referred.keys()], CHUNK, (some) => this.db.execute(sql`UPDATE engagement SET until_on = from_on WHERE id IN (${list(some)})`));
  }

  private async amendEngagements(importId: string, changes: readonly Update[], tally: UndoTally): Promise<void> {
    const rows = await this.rows<StoredEngagement>('engagement', changes.map(({ rowId }) => rowId));
    const managers = await this.rows('person', changes.flatMap(({ was }) => (was['managerId'] == null ? [] : [String(was['managerId'])])));
    const newer = await this.newerEngagements(importId, [...rows.values()].map((row) => row.personId));
    const tuples: SqlValue[][] = [];
    for (const { rowId, was, wrote } of changes) {
      const row = rows.get(rowId);
      if (!row) continue;
      const { back: possible, changed } = fieldsBack(was, wrote, row);
      for (const field of changed) tally.keepChanged({ person: row.personId }, rowId, field);
      const { managerId, fromOn, untilOn, ...back }: Record<string, SqlValue> = possible;
      if (managerId !== undefined) {
        if (managerId === null || managers.has(String(managerId))) back['managerId'] = managerId;
        else tally.keep({ person: row.personId }, 'manager_code', 'manager-gone');
      }
      const dates = { ...(fromOn === undefined ? {} : { fromOn }), ...(untilOn === undefined ? {} : { untilOn }) };
      const span = { ...row, ...dates } as StoredEngagement;
      const isClash = (span.untilOn !== null && span.untilOn < span.fromOn) || newer.some((other) => other.personId === row.personId && other.id !== rowId && overlap(other, span));
      if (!isClash) Object.assign(back, dates);
      else for (const field of Object.keys(dates)) tally.keep({ person: row.personId }, columnOf(field), 'newer-engagement');
      if (Object.keys(back).length === 0) continue;
      const after: Fields = { ...row, ...back };
      tuples.push([rowId, ...ENGAGEMENT.map(([property]) => after[property] ?? null)]);
      tally.tookBack(row.personId);
      tally.moved.add(row.personId);
    }
    await updateEach(this.db, 'engagement', ENGAGEMENT.map(([, column]) => column), tuples);
  }

  /** Engagements that are younger than the import: they were opened by it and stay, or came later. */
  private async newerEngagements(importId: string, personIds: readonly string[]): Promise<StoredEngagement[]> {
    const found: StoredEngagement[] = [];
    await inChunks([...new Set(personIds)], CHUNK, async (some) => {
      found.push(...(await this.db.rows<StoredEngagement>(sql`SELECT * FROM engagement WHERE id > ${importId} AND person_id IN (${list(some)})`)));
    });
    return found;
  }

  private async amendSuppliers(changes: readonly Update[], tally: UndoTally): Promise<void> {
    const rows = await this.rows('supplier', changes.map(({ rowId }) => rowId));
    for (const { rowId, was, wrote } of changes) {
      const row = rows.get(rowId);
      if (!row) continue;
      const { back, changed } = fieldsBack(was, wrote, row);
      for (const field of changed) tally.keepChanged({ supplier: rowId }, rowId, field);
      if (Object.keys(back).length === 0) continue;
      await this.db.update('supplier', rowId, back);
      tally.tookBack(rowId);
    }
  }

  /** Joiners without their engagement go, unless something already speaks of them: then the record stays, on nobody's roster. */
  private async removePeople(changes: readonly Change[], tally: UndoTally): Promise<void> {
    const ids = changes.map(({ rowId }) => rowId as PersonId).filter((id) => !tally.staying.has(id));
    const here = new Set<string>();
    await inChunks(ids, CHUNK, async (some) => {
      const rows = await this.db.rows<{ personId: string }>(
        sql`SELECT DISTINCT person_id FROM engagement WHERE (until_on IS NULL OR until_on > from_on) AND person_id IN (${list(some)})`,
      );
      for (const { personId } of rows) here.add(personId);
    });
    const gone = ids.filter((id) => !here.has(id));
    const referred = await this.traces.referring('person', gone);
    for (const [id, reason] of referred) tally.keep({ person: id as PersonId }, 'record', reason);
    for (const id of referred.keys()) tally.withoutEngagement.add(id);
    const deleted = gone.filter((id) => !referred.has(id));
    await inChunks(deleted, CHUNK, (some) => this.db.execute(sql`DELETE FROM person WHERE id IN (${list(some)})`));
    for (const id of deleted) tally.moved.delete(id);
  }

  private async amendPeople(changes: readonly Update[], tally: UndoTally): Promise<void> {
    const emails = await this.emailsBack(changes, tally);
    await inChunks(changes, CHUNK, async (some) => {
      const rows = await this.rows('person', some.map(({ rowId }) => rowId));
      const tuples: SqlValue[][] = [];
      for (const { rowId, was, wrote } of some) {
        const row = rows.get(rowId);
        if (!row) continue;
        const personId = rowId as PersonId;
        if (row['mergedIntoId'] !== null) {
          for (const field of Object.keys(wrote)) tally.keep({ person: personId }, columnOf(field), 'merged');
          continue;
        }
        const others = withoutEmail(was);
        const written = withoutEmail(wrote);
        const { back, changed } = fieldsBack(others, written, row);
        for (const field of changed) tally.keepChanged({ person: personId }, rowId, field);
        const email = emails.get(rowId);
        if (Object.keys(back).length === 0 && email === undefined) continue;
        const after: Fields = { ...row, ...back, ...(email === undefined ? {} : { email }) };
        const searchKey = searchKeyOf({ givenName: String(after['givenName']), familyName: String(after['familyName']), personCode: String(row['personCode']) });
        tuples.push([rowId, ...PERSON.map(([property]) => after[property] ?? null), searchKey]);
        tally.tookBack(rowId);
      }
      await updateEach(this.db, 'person', [...PERSON.map(([, column]) => column), 'search_key'], tuples);
    });
  }

  /**
   * The addresses that can go back, already let go by whoever has them now: two people may have exchanged theirs. An address that
   * somebody else holds by now stays there, and then whoever waits for the one in between waits in vain too.
   */
  private async emailsBack(changes: readonly Update[], tally: UndoTally): Promise<ReadonlyMap<string, SqlValue>> {
    const touched = changes.filter(({ wrote }) => 'email' in wrote);
    const rows = await this.rows('person', touched.map(({ rowId }) => rowId));
    const back = new Map<string, string | number | null>();
    for (const { rowId, was, wrote } of touched) {
      const row = rows.get(rowId);
      if (!row || row['mergedIntoId'] !== null) continue;
      if (row['email'] === wrote['email']) back.set(rowId, was['email'] ?? null);
      else tally.keepChanged({ person: rowId as PersonId }, rowId, 'email');
    }
    const holders = await this.holdersOf([...back.values()].filter((email) => email !== null));
    for (let before = -1; before !== back.size; ) {
      before = back.size;
      for (const [id, email] of back) {
        const holder = email === null ? undefined : holders.get(email);
        if (holder === undefined || back.has(holder) || tally.withoutEngagement.has(holder)) continue;
        back.delete(id);
        tally.keep({ person: id as PersonId }, 'email', 'email-taken');
      }
    }
    const free = [...back.keys(), ...[...back.values()].flatMap((email) => holders.get(email ?? '') ?? [])];
    await inChunks(free, CHUNK, (some) => this.db.execute(sql`UPDATE person SET email = NULL WHERE id IN (${list(some)})`));
    return back;
  }

  private async holdersOf(emails: readonly SqlValue[]): Promise<Map<SqlValue, string>> {
    const holders = new Map<SqlValue, string>();
    await inChunks(emails, CHUNK, async (some) => {
      const rows = await this.db.rows<{ id: string; email: string }>(sql`SELECT id, email FROM person WHERE email IN (${list(some)})`);
      for (const { id, email } of rows) holders.set(email, id);
    });
    return holders;
  }

  private async rows<Row extends Stored = Stored>(table: 'person' | 'engagement' | 'supplier', ids: readonly string[]): Promise<Map<string, Row>> {
    const found = new Map<string, Row>();
    await inChunks([...new Set(ids)], CHUNK, async (some) => {
      for (const row of await this.db.rows<Row>(SELECTS[table](some))) found.set(row.id, row);
    });
    return found;
  }
}

const CHUNK = 500;

const SELECTS = {
  person: (ids: readonly string[]) => sql`SELECT * FROM person WHERE id IN (${list(ids)})`,
  engagement: (ids: readonly string[]) => sql`SELECT * FROM engagement WHERE id IN (${list(ids)})`,
  supplier: (ids: readonly string[]) => sql`SELECT * FROM supplier WHERE id IN (${list(ids)})`,
};

const ENGAGEMENT = [
  ['kind', 'kind'],
  ['supplierId', 'supplier_id'],
  ['teamId', 'team_id'],
  ['siteId', 'site_id'],
  ['jobTitle', 'job_title'],
  ['managerId', 'manager_id'],
  ['fromOn', 'from_on'],
  ['untilOn', 'until_on'],
] as const satisfies readonly (readonly [string, string])[];

const PERSON = [
  ['givenName', 'given_name'],
  ['familyName', 'family_name'],
  ['email', 'email'],
  ['phone', 'phone'],
  ['nationalId', 'national_id'],
  ['birthYear', 'birth_year'],
  ['language', 'language'],
] as const satisfies readonly (readonly [string, string])[];

const withoutEmail = (fields: Fields): Fields => Object.fromEntries(Object.entries(fields).filter(([name]) => name !== 'email'));
const isNew = (change: Change): boolean => change.was === null;
const isUpdate = (change: Change): change is Update => change.was !== null;

