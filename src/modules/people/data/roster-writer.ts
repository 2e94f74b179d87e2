import { Injectable } from '@nestjs/common';
import type { PersonId } from '#kernel/id';
import { newId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { join, list, raw, type Sql, sql, type SqlValue } from '#platform/database/sql';
import { searchKeyOf } from '../domain/person';
import type { EngagementDetails } from '../domain/person-change';
import type { Roster } from '../domain/roster';
import type { PlanEntry, RosterPlan } from '../domain/roster-plan';
import { inChunks } from './in-chunks';
import { Places } from './places.repository';

type Added = Extract<PlanEntry, { fate: 'added' }>;
type Known = Extract<PlanEntry, { fate: 'changed' | 'returned' | 'unchanged' }>;
type Left = Extract<PlanEntry, { fate: 'left' }>;

/** Writes what a plan decided, in a handful of statements however long the file is. */
@Injectable()
export class RosterWriter {
  constructor(
    private readonly db: Database,
    private readonly places: Places,
  ) {}

  /** The people whose presence or place in the organisation is not what it was. */
  async write({ entries }: RosterPlan, roster: Roster, now: Instant): Promise<PersonId[]> {
    const added = entries.filter((entry): entry is Added => entry.fate === 'added').map((entry) => ({ ...entry, personId: newId<'person'>() }));
    const known = entries.filter((entry): entry is Known => entry.fate === 'changed' || entry.fate === 'returned');
    const left = entries.filter((entry): entry is Left => entry.fate === 'left');
    const idOf = new Map([...roster.values()].map((person) => [person.codeKey, person.id]));
    for (const person of added) idOf.set(person.codeKey, person.personId);

    await this.freeAddresses(known.filter((entry) => entry.changes.email?.from != null));
    await this.insertAll('person', added.map((entry) => personRow(entry, now)));
    await this.changePeople(known);
    const row = await this.rowsOf([...added.map((entry) => entry.engagement), ...known.flatMap(({ engagement }) => (engagement.step === 'keep' ? [] : [engagement.to]))], idOf);
    await this.end([...left.flatMap((entry) => entry.ends), ...known.flatMap(({ engagement }) => (engagement.step === 'open' && engagement.closes ? [engagement.closes] : []))]);
    await this.amend(known.flatMap(({ engagement }) => (engagement.step === 'amend' ? [{ id: engagement.id, ...row(engagement.to) }] : [])));
    const opened = known.flatMap(({ personId, engagement }) => (engagement.step === 'open' ? [{ personId, to: engagement.to }] : []));
    await this.insertAll('engagement', [...added.map(({ personId, engagement }) => ({ personId, to: engagement })), ...opened].map(({ personId, to }) => ({ id: newId(), personId, ...row(to) })));

    const moved = known.filter((entry) => entry.engagement.step !== 'keep');
    return [...added, ...moved, ...left].map((entry) => entry.personId);
  }

  /** First all addresses that change are let go: two people may exchange theirs. */
  private async freeAddresses(entries: readonly Known[]): Promise<void> {
    const ids = entries.map((entry) => entry.personId);
    await inChunks(ids, CHUNK, (some) => this.db.execute(sql`UPDATE person SET email = NULL WHERE id IN (${list(some)})`));
  }

  private async changePeople(entries: readonly Known[]): Promise<void> {
    const rows = entries.flatMap(({ personId, personCode, person }) =>
      person === null ? [] : [[personId, person.givenName, person.familyName, person.email, person.phone, person.nationalId, person.language, searchKeyOf({ ...person, personCode })]],
    );
    await this.updateEach('person', ['given_name', 'family_name', 'email', 'phone', 'national_id', 'language', 'search_key'], rows);
  }

  private async amend(rows: readonly ({ readonly id: string } & EngagementRow)[]): Promise<void> {
    const values = rows.map((row) => [row.id, row.kind, row.supplierId, row.teamId, row.siteId, row.jobTitle, row.managerId, row.fromOn, row.untilOn]);
    await this.updateEach('engagement', ['kind', 'supplier_id', 'team_id', 'site_id', 'job_title', 'manager_id', 'from_on', 'until_on'], values);
  }

  private async end(ends: readonly { readonly id: string; readonly untilOn: string }[]): Promise<void> {
    await this.updateEach('engagement', ['until_on'], ends.map((end) => [end.id, end.untilOn]));
  }

  private insertAll(table: string, rows: readonly object[]): Promise<void> {
    return inChunks(rows, CHUNK, (some) => this.db.insert(table, some));
  }

  /** One statement for many rows: each tuple is the id and the new values of the columns. */
  private async updateEach(table: string, columns: readonly string[], tuples: readonly (readonly SqlValue[])[]): Promise<void> {
    await inChunks(tuples, CHUNK, (some) => {
      const values = join(some.map((tuple) => sql`(${list(tuple)})`), ', ');
      const set = join(columns.map((column): Sql => raw(`${column} = after.${column}`)), ', ');
      return this.db.execute(
        sql`WITH after (id, ${raw(columns.join(', '))}) AS (VALUES ${values}) UPDATE ${raw(table)} SET ${set} FROM after WHERE ${raw(table)}.id = after.id`,
      );
    });
  }

  private async rowsOf(engagements: readonly EngagementDetails[], idOf: ReadonlyMap<string, PersonId>): Promise<(details: EngagementDetails) => EngagementRow> {
    const suppliers = await this.places.named('supplier', engagements.map((engagement) => engagement.supplier));
    const teams = await this.places.named('team', engagements.map((engagement) => engagement.team));
    const sites = await this.places.named('site', engagements.map((engagement) => engagement.site));
    const found = (places: ReadonlyMap<string, string>, name: string | null): string | null => (name === null ? null : (places.get(name) ?? null));
    const taxIds = new Map<string, string>();
    for (const { supplier, supplierTaxId } of engagements) {
      const id = found(suppliers, supplier);
      if (id !== null && supplierTaxId !== null) taxIds.set(id, supplierTaxId);
    }
    await this.places.setTaxIds(taxIds);
    return ({ kind, supplier, team, site, jobTitle, managerKey, fromOn, untilOn }) => ({
      kind,
      supplierId: found(suppliers, supplier),
      teamId: found(teams, team),
      siteId: found(sites, site),
      jobTitle,
      managerId: managerKey === null ? null : (idOf.get(managerKey) ?? null),
      fromOn,
      untilOn,
    });
  }
}

const CHUNK = 500;

interface EngagementRow {
  readonly kind: string;
  readonly supplierId: string | null;
  readonly teamId: string | null;
  readonly siteId: string | null;
  readonly jobTitle: string | null;
  readonly managerId: string | null;
  readonly fromOn: string;
  readonly untilOn: string | null;
}

function personRow({ personId, personCode, codeKey, person }: Added & { readonly personId: PersonId }, now: Instant): object {
  const { givenName, familyName, email, phone, nationalId, language } = person;
  const searchKey = searchKeyOf({ givenName, familyName, personCode });
  return { id: personId, personCode, codeKey, givenName, familyName, email, phone, nationalId, language, searchKey, createdAt: now };
}
