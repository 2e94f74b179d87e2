import { Injectable } from '@nestjs/common';
import { type ImportId, newId, type PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { list, sql, type SqlValue } from '#platform/database/sql';
import { searchKeyOf } from '../domain/person';
import type { Dated, EngagementDetails, PersonDetails } from '../domain/person-change';
import type { Roster } from '../domain/roster';
import type { PlanEntry, RosterPlan } from '../domain/roster-plan';
import { inChunks } from './in-chunks';
import { Places } from './places.repository';
import { type ImportJournal, RosterJournal } from './roster-journal';
import { updateEach } from './update-each';

type Added = Extract<PlanEntry, { fate: 'added' }>;
type Known = Extract<PlanEntry, { fate: 'changed' | 'returned' | 'unchanged' }>;
type Left = Extract<PlanEntry, { fate: 'left' }>;

/** Writes what a plan decided, in a handful of statements however long the file is. */
@Injectable()
export class RosterWriter {
  constructor(
    private readonly db: Database,
    private readonly places: Places,
    private readonly journal: RosterJournal,
  ) {}

  /** The people whose presence or place in the organisation is not what it was. */
  async write(importId: ImportId, { entries }: RosterPlan, roster: Roster, now: Instant): Promise<PersonId[]> {
    const journal = this.journal.of(importId);
    const added = entries.filter((entry): entry is Added => entry.fate === 'added').map((entry) => ({ ...entry, personId: newId<'person'>() }));
    const known = entries.filter((entry): entry is Known => entry.fate === 'changed' || entry.fate === 'returned');
    const left = entries.filter((entry): entry is Left => entry.fate === 'left');
    if (added.length + known.length + left.length === 0) return [];
    const idOf = new Map([...roster.values()].map((person) => [person.codeKey, person.id]));
    for (const person of added) idOf.set(person.codeKey, person.personId);

    await this.notePeople(journal, known);
    await this.freeAddresses(known.filter((entry) => entry.changes.email?.from != null));
    await this.insertAll('person', added.map((entry) => personRow(entry, now)));
    await journal.added('person', added.map(noted));
    await this.changePeople(known, roster);
    const row = await this.rowsOf(journal, [...added.map((entry) => entry.engagement), ...known.flatMap(({ engagement }) => (engagement.step === 'keep' ? [] : [engagement.to]))], idOf);
    await this.end(journal, left.flatMap((entry) => entry.ends));
    await this.date(journal, known.flatMap(({ engagement }) => (engagement.step === 'keep' ? [] : engagement.dated)));
    await this.amend(journal, known.flatMap(({ engagement }) => (engagement.step === 'amend' ? [{ id: engagement.id, ...row(engagement.to) }] : [])));
    const opened = known.flatMap(({ personId, engagement }) => (engagement.step === 'open' ? [{ personId, to: engagement.to }] : []));
    const begun = [...added.map(({ personId, engagement }) => ({ personId, to: engagement })), ...opened].map(({ personId, to }) => ({ id: newId(), personId, ...row(to), recordedAt: now }));
    await this.insertAll('engagement', begun);
    await journal.added('engagement', begun);

    const moved = known.filter((entry) => entry.engagement.step !== 'keep');
    return [...added, ...moved, ...left].map((entry) => entry.personId);
  }

  /** First all addresses that change are let go: two people may exchange theirs. */
  private async freeAddresses(entries: readonly Known[]): Promise<void> {
    const ids = entries.map((entry) => entry.personId);
    await inChunks(ids, CHUNK, (some) => this.db.execute(sql`UPDATE person SET email = NULL WHERE id IN (${list(some)})`));
  }

  private async notePeople(journal: ImportJournal, entries: readonly Known[]): Promise<void> {
    await journal.changes('person', PERSON_COLUMNS, entries.flatMap(({ personId, person }) => (person === null ? [] : [[personId, ...personValues(person)]])));
  }

  private async changePeople(entries: readonly Known[], roster: Roster): Promise<void> {
    if (entries.length === 0) return;
    const codeOf = new Map([...roster.values()].map((person) => [person.id, person.personCode]));
    const rows = entries.flatMap(({ personId, personCode, person }) =>
      person === null ? [] : [[personId, ...personValues(person), searchKeyOf({ ...person, personCode: codeOf.get(personId) ?? personCode })]],
    );
    await updateEach(this.db, 'person', [...PERSON_COLUMNS, 'search_key'], rows);
  }

  private async amend(journal: ImportJournal, rows: readonly ({ readonly id: string } & EngagementRow)[]): Promise<void> {
    const values = rows.map((row) => [row.id, row.kind, row.supplierId, row.teamId, row.siteId, row.jobTitle, row.managerId, row.fromOn, row.untilOn]);
    const columns = ['kind', 'supplier_id', 'team_id', 'site_id', 'job_title', 'manager_id', 'from_on', 'until_on'];
    await journal.changes('engagement', columns, values);
    await updateEach(this.db, 'engagement', columns, values);
  }

  private async end(journal: ImportJournal, ends: readonly { readonly id: string; readonly untilOn: string }[]): Promise<void> {
    const values = ends.map((end) => [end.id, end.untilOn]);
    await journal.changes('engagement', ['until_on'], values);
    await updateEach(this.db, 'engagement', ['until_on'], values);
  }

  private async date(journal: ImportJournal, dated: readonly Dated[]): Promise<void> {
    const values = dated.map(({ id, fromOn, untilOn }) => [id, fromOn, untilOn]);
    await journal.changes('engagement', ['from_on', 'until_on'], values);
    await updateEach(this.db, 'engagement', ['from_on', 'until_on'], values);
  }

  private insertAll(table: string, rows: readonly object[]): Promise<void> {
    return inChunks(rows, CHUNK, (some) => this.db.insert(table, some));
  }

  private async rowsOf(journal: ImportJournal, engagements: readonly EngagementDetails[], idOf: ReadonlyMap<string, PersonId>): Promise<(details: EngagementDetails) => EngagementRow> {
    const suppliers = await this.places.named('supplier', engagements.map((engagement) => engagement.supplier));
    const teams = await this.places.named('team', engagements.map((engagement) => engagement.team));
    const sites = await this.places.named('site', engagements.map((engagement) => engagement.site));
    const found = (places: ReadonlyMap<string, string>, name: string | null): string | null => (name === null ? null : (places.get(name) ?? null));
    const taxIds = new Map<string, string>();
    for (const { supplier, supplierTaxId } of engagements) {
      const id = found(suppliers, supplier);
      if (id !== null && supplierTaxId !== null) taxIds.set(id, supplierTaxId);
    }
    await journal.changes('supplier', ['tax_id'], [...taxIds]);
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
const PERSON_COLUMNS = ['given_name', 'family_name', 'email', 'phone', 'national_id', 'birth_year', 'language'];

const personValues = ({ givenName, familyName, email, phone, nationalId, birthYear, language }: PersonDetails): SqlValue[] => [
  givenName,
  familyName,
  email,
  phone,
  nationalId,
  birthYear,
  language,
];

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
  const { givenName, familyName, email, phone, nationalId, birthYear, language } = person;
  const searchKey = searchKeyOf({ givenName, familyName, personCode });
  return { id: personId, personCode, codeKey, givenName, familyName, email, phone, nationalId, birthYear, language, mergedIntoId: null, searchKey, createdAt: now };
}

const noted = ({ personId, personCode, person }: Added & { readonly personId: PersonId }) => ({ id: personId, personCode, ...person });

