import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import { type EngagementId, newId, type PersonId } from '#kernel/id';
import { Database } from '#platform/database/database';
import { Settings } from '#platform/database/settings';
import { sql } from '#platform/database/sql';
import type { EngagementKind } from '../domain/person';
import { SharedTexts } from '../domain/shared-texts';
import type { Aliases, Roster, RosterEngagement, RosterPerson } from '../domain/roster';

export interface LoadedRoster {
  readonly people: Roster;
  readonly aliases: Aliases;
}

/** The whole roster in memory, for comparing it with a file. */
@Injectable()
export class Rosters {
  constructor(
    private readonly db: Database,
    private readonly settings: Settings,
  ) {}

  /**
   * Lets one change of the roster at a time through to its end, on every database: two imports that read the same roster
   * and both write would each be right alone. Call it first in the unit of work.
   */
  async hold(): Promise<void> {
    await this.holdForAbsences();
    await this.settings.write(STATE, newId());
  }

  /** As {@link hold}, for what happens to people without changing who they are. */
  async holdForAbsences(): Promise<void> {
    await this.settings.write('roster.held', '1');
  }

  /** Another one each time that somebody held the roster to change it; null before the first. */
  state(): Promise<string | null> {
    return this.settings.read(STATE);
  }

  /** By code, in the order of the codes. Read in pages, so that other requests get their turn. */
  async load(): Promise<LoadedRoster> {
    const aliases = await this.aliases();
    const roster = new Map<string, RosterPerson>();
    const shared = new SharedTexts();
    for (let last: string | null = ''; last !== null; ) {
      const people: Omit<RosterPerson, 'engagements'>[] = await this.peopleAfter(last);
      const end: string | null = people.at(-1)?.codeKey ?? null;
      if (end === null) break;
      const engagements = await this.engagementsBetween(last, end, aliases, shared);
      for (const person of people) roster.set(person.codeKey, Object.assign(person, { engagements: engagements.get(person.id) ?? [], language: shared.of(person.language) }));
      last = people.length < PAGE ? null : end;
      await setImmediate();
    }
    return { people: roster, aliases };
  }

  /** Records may have been merged into records that were merged later: the last one counts. */
  private async aliases(): Promise<Aliases> {
    const merged = await this.db.rows<{ id: PersonId; codeKey: string; intoId: PersonId; intoKey: string; livesOn: number }>(sql`
      SELECT p.id, p.code_key, s.id AS into_id, s.code_key AS into_key, CASE WHEN s.merged_into_id IS NULL THEN 1 ELSE 0 END AS lives_on
      FROM person p JOIN person s ON s.id = p.merged_into_id`);
    const next = new Map(merged.map((one) => [one.id, one]));
    return new Map(
      merged.map((one) => {
        let at = one;
        for (let steps = 0; at.livesOn === 0 && steps < merged.length; steps++) at = next.get(at.intoId) ?? at;
        return [one.codeKey, at.intoKey];
      }),
    );
  }

  private peopleAfter(codeKey: string): Promise<Omit<RosterPerson, 'engagements'>[]> {
    return this.db.rows(sql`
      SELECT id, person_code, code_key, given_name, family_name, email, phone, national_id, birth_year, language
      FROM person WHERE code_key > ${codeKey} AND merged_into_id IS NULL ORDER BY code_key LIMIT ${PAGE}`);
  }

  private async engagementsBetween(after: string, upTo: string, aliases: Aliases, shared: SharedTexts): Promise<Map<PersonId, RosterEngagement[]>> {
    const rows = await this.db.rows<EngagementRow>(sql`
      SELECT e.id, e.person_id, e.kind, s.name AS supplier, s.tax_id AS supplier_tax_id, t.name AS team, l.name AS site,
        e.job_title, m.code_key AS manager_key, e.from_on, e.until_on
      FROM engagement e JOIN person p ON p.id = e.person_id
      LEFT JOIN supplier s ON s.id = e.supplier_id
      LEFT JOIN team t ON t.id = e.team_id
      LEFT JOIN site l ON l.id = e.site_id
      LEFT JOIN person m ON m.id = e.manager_id
      WHERE p.code_key > ${after} AND p.code_key <= ${upTo}
      ORDER BY e.from_on, e.id`);
    const byPerson = new Map<PersonId, RosterEngagement[]>();
    for (const { personId, ...own } of rows) {
      const stored = shared.in(own, REPEATED);
      const manager = stored.managerKey === null ? undefined : aliases.get(stored.managerKey);
      const engagement = manager === undefined ? stored : { ...stored, managerKey: manager };
      const known = byPerson.get(personId);
      if (known) known.push(engagement);
      else byPerson.set(personId, [engagement]);
    }
    return byPerson;
  }
}

const STATE = 'roster.state';
const PAGE = 2_000;
const REPEATED = ['kind', 'supplier', 'supplierTaxId', 'team', 'site', 'jobTitle', 'managerKey', 'fromOn', 'untilOn'] as const;

interface EngagementRow {
  readonly id: EngagementId;
  readonly personId: PersonId;
  readonly kind: EngagementKind;
  readonly supplier: string | null;
  readonly supplierTaxId: string | null;
  readonly team: string | null;
  readonly site: string | null;
  readonly jobTitle: string | null;
  readonly managerKey: string | null;
  readonly fromOn: CalendarDate;
  readonly untilOn: CalendarDate | null;
}
