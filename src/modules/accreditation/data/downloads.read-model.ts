import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { DownloadId, PersonId, SiteId, SupplierId, TeamId } from '#kernel/id';
import { here, lineOf } from '#modules/people';
import { Database } from '#platform/database/database';
import { join, list, raw, sql } from '#platform/database/sql';
import type { Download, DownloadProblem, Selection } from '../domain/download';
import type { DownloadRow } from './download.entity';
import { asDownload } from './downloads.repository';

export interface ListedDownload extends Download {
  readonly kilobytes: number | null;
  readonly problem: DownloadProblem | null;
  readonly manager: string | null;
  readonly team: string | null;
  readonly site: string | null;
  readonly suppliers: readonly string[];
}

type Row = DownloadRow & Pick<ListedDownload, 'manager' | 'team' | 'site'>;

export interface Choice {
  readonly what: 'team' | 'site' | 'supplier';
  readonly id: TeamId | SiteId | SupplierId;
  readonly name: string;
}

/** Of whom somebody may ask: of everybody, of the line of managers, of the people of suppliers. */
export interface Reach {
  readonly everybody: boolean;
  readonly managerId: PersonId | null;
  readonly supplierIds: readonly SupplierId[];
}

export interface ChosenRound {
  readonly code: string;
  readonly titleEs: string;
  readonly titleEn: string;
}

const SHOWN = 40;

@Injectable()
export class DownloadsReadModel {
  constructor(private readonly db: Database) {}

  /** A person's own, the newest first. */
  async ofPerson(personId: PersonId): Promise<readonly ListedDownload[]> {
    const rows = await this.db.rows<Row>(sql`${LISTED} WHERE d.person_id = ${personId} ORDER BY d.asked_at DESC, d.id DESC LIMIT ${SHOWN}`);
    return this.listed(rows);
  }

  async one(id: DownloadId, personId: PersonId): Promise<ListedDownload | null> {
    const rows = await this.db.rows<Row>(sql`${LISTED} WHERE d.person_id = ${personId} AND d.id = ${id}`);
    return (await this.listed(rows))[0] ?? null;
  }

  /** Rounds that were opened, the newest first. */
  rounds(): Promise<ChosenRound[]> {
    return this.db.rows(sql`
      SELECT r.code, COALESCE(e.title_es, r.unit) AS title_es, COALESCE(e.title_en, r.unit) AS title_en
      FROM round r LEFT JOIN edition e ON e.id = r.edition_id
      WHERE r.opened_at IS NOT NULL ORDER BY r.opens_on DESC, r.code DESC`);
  }

  /** Where the people within reach are today. */
  choices({ everybody, managerId, supplierIds }: Reach, today: CalendarDate): Promise<Choice[]> {
    const within = everybody
      ? raw('')
      : sql`AND (${join(
          [
            ...(managerId === null ? [] : [sql`e.person_id IN (${lineOf(managerId, today, here)})`]),
            sql`e.supplier_id IN (${list(supplierIds)})`,
          ],
          ' OR ',
        )})`;
    const places = (['team', 'site', 'supplier'] as const).map(
      (what) => sql`SELECT ${what} AS what, place.id, place.name, place.name_key FROM ${raw(what)} place
        WHERE place.id IN (SELECT e.${raw(what)}_id FROM engagement e
          WHERE ${here(today)} ${within})`,
    );
    return this.db.rows(sql`${join(places, ' UNION ALL ')} ORDER BY 1, 4`);
  }

  async nameOf(personId: PersonId): Promise<string | null> {
    const found = await this.db.row<{ name: string }>(
      sql`SELECT given_name || ' ' || family_name AS name FROM person WHERE id = ${personId}`,
    );
    return found?.name ?? null;
  }

  /** What a selection is called in the name of its file: its team, its site, its suppliers. */
  async namesOf({ teamId, siteId, supplierIds }: Selection): Promise<readonly string[]> {
    const rows = await this.db.rows<{ name: string }>(sql`
      SELECT named.name FROM (
        SELECT 1 AS place, name FROM team WHERE id = ${teamId}
        UNION ALL SELECT 2, name FROM site WHERE id = ${siteId}
        UNION ALL SELECT 3, name FROM supplier WHERE id IN (${list(supplierIds ?? [])})
      ) AS named ORDER BY named.place, named.name`);
    return rows.map(({ name }) => name);
  }

  private async listed(rows: readonly Row[]): Promise<readonly ListedDownload[]> {
    const downloads = rows.map((row) => ({ ...row, ...asDownload(row) }));
    const ids = [...new Set(downloads.flatMap(({ supplierIds }) => supplierIds ?? []))];
    const names = new Map(
      (ids.length === 0 ? [] : await this.db.rows<{ id: string; name: string }>(sql`SELECT id, name FROM supplier WHERE id IN (${list(ids)})`)).map(
        ({ id, name }) => [id, name],
      ),
    );
    return downloads.map((download) => ({
      ...download,
      suppliers: (download.supplierIds ?? []).flatMap((id) => names.get(id) ?? []).sort((a, b) => a.localeCompare(b, 'es')),
    }));
  }
}

const LISTED = sql`
  SELECT d.*, m.given_name || ' ' || m.family_name AS manager, t.name AS team, l.name AS site
  FROM diploma_download d
  LEFT JOIN person m ON m.id = d.manager_id
  LEFT JOIN team t ON t.id = d.team_id
  LEFT JOIN site l ON l.id = d.site_id`;
