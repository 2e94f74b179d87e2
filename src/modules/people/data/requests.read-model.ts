import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { JoiningRequestId, PersonId, SiteId, SupplierId } from '#kernel/id';
import { Database } from '#platform/database/database';
import { join, likePattern, list, raw, type Sql, sql } from '#platform/database/sql';
import type { JoiningRequest } from '../domain/joining-request';
import { documentKey, isNearName, isShorterName, nameFrom, phoneKey } from '../domain/likeness';
import { codeKeyOf } from '../domain/person';
import { hereOrAnnounced } from './line';

export interface ListedRequest extends JoiningRequest {
  readonly site: string | null;
  readonly supplier: string | null;
  readonly askedByName: string | null;
  readonly decidedByName: string | null;
  readonly total: number;
}

export interface Match {
  readonly id: PersonId;
  readonly name: string;
  readonly personCode: string;
  /** Whoever the record turned out to be, at whatever remove; itself where it was not merged. What follows is of that one. */
  readonly ownerId: PersonId;
  readonly isHere: number;
  /** The supplier for whom they are here; empty for own staff, null for whoever is not here. */
  readonly employer: string | null;
  readonly nationalId: string | null;
  readonly phone: string | null;
}

/** What waits for HR, and whom it may be about. */
@Injectable()
export class RequestsReadModel {
  constructor(private readonly db: Database) {}

  async waiting(): Promise<number> {
    return (await this.db.row<{ waiting: number }>(sql`SELECT COUNT(*) AS waiting FROM joining_request WHERE state = 'waiting'`))?.waiting ?? 0;
  }

  /** The oldest first: nobody waits longer because others came later. */
  queue(offset: number, limit: number): Promise<ListedRequest[]> {
    return this.db.rows(sql`${REQUESTS} WHERE q.state = 'waiting' ORDER BY q.asked_at, q.id LIMIT ${limit} OFFSET ${offset}`);
  }

  /** What was decided, the latest first. */
  decided(offset: number, limit: number): Promise<ListedRequest[]> {
    return this.db.rows(sql`${REQUESTS} WHERE q.state <> 'waiting' ORDER BY q.decided_at DESC, q.id DESC LIMIT ${limit} OFFSET ${offset}`);
  }

  one(id: JoiningRequestId): Promise<ListedRequest | null> {
    return this.db.row(sql`${REQUESTS} WHERE q.id = ${id}`);
  }

  /** Those of a selection, the oldest first. */
  some(ids: readonly JoiningRequestId[]): Promise<ListedRequest[]> {
    return this.db.rows(sql`${REQUESTS} WHERE q.id IN (${list(ids)}) ORDER BY q.asked_at, q.id`);
  }

  /** What a supplier's coordinators have proposed, the newest first. */
  proposedBy(supplierIds: readonly SupplierId[], offset: number, limit: number): Promise<ListedRequest[]> {
    return this.db.rows(sql`${REQUESTS} WHERE q.source = 'coordinator' AND q.supplier_id IN (${list(supplierIds)}) ORDER BY q.asked_at DESC, q.id DESC LIMIT ${limit} OFFSET ${offset}`);
  }

  /** Of each request, whom the roster knows who may be meant. One question for all of them. */
  async matches(requests: readonly JoiningRequest[], today: CalendarDate): Promise<Map<JoiningRequestId, Match[]>> {
    const asked = requests.filter(({ kind }) => kind === 'join');
    if (asked.length === 0) return new Map();
    // Whoever is announced has a place on the list already.
    const notOver = hereOrAnnounced(today);
    const found = await this.db.rows<Match & { givenName: string; familyName: string; codeKey: string; requestId: JoiningRequestId }>(sql`
      WITH RECURSIVE like_any AS MATERIALIZED (
        SELECT p.* FROM person p WHERE ${join(asked.flatMap((request) => pairsOf(signsOf(request))), ' OR ')}
      ), like_them AS (${join(asked.map(likeThem), ' UNION ALL ')}), who(id, owner_id, into_id) AS (
        SELECT id, id, merged_into_id FROM like_them UNION SELECT who.id, o.id, o.merged_into_id FROM who JOIN person o ON o.id = who.into_id
      )
      SELECT p.request_id, p.id, p.given_name || ' ' || p.family_name AS name, p.given_name, p.family_name, p.person_code, p.code_key, p.national_id, p.phone, who.owner_id,
        CASE WHEN EXISTS (SELECT 1 FROM engagement e WHERE e.person_id = who.owner_id AND ${notOver}) THEN 1 ELSE 0 END AS is_here,
        (SELECT COALESCE(s.name, '') FROM engagement e LEFT JOIN supplier s ON s.id = e.supplier_id
          WHERE e.person_id = who.owner_id AND ${notOver} ORDER BY e.from_on DESC, e.id DESC LIMIT 1) AS employer
      FROM like_them p JOIN who ON who.id = p.id AND who.into_id IS NULL ORDER BY p.shared DESC, p.search_key`);
    return new Map(
      asked.map((request) => [request.id, found.filter((person) => person.requestId === request.id && isMeant(request, person)).slice(0, SHOWN)]),
    );
  }

  sites(): Promise<{ readonly id: SiteId; readonly name: string; readonly hasPoster: number }[]> {
    return this.db.rows(sql`
      SELECT s.id, s.name, CASE WHEN EXISTS (SELECT 1 FROM site_poster p WHERE p.site_id = s.id AND p.revoked_at IS NULL) THEN 1 ELSE 0 END AS has_poster
      FROM site s ORDER BY s.name_key`);
  }

  async supplierNames(ids: readonly SupplierId[]): Promise<{ readonly id: SupplierId; readonly name: string }[]> {
    return this.db.rows(sql`SELECT id, name FROM supplier WHERE id IN (${list(ids)}) ORDER BY name_key`);
  }
}

/** Of each request, before the fine comparison. */
const MOST = 200;
const SHOWN = 5;

const REQUESTS = sql`
  SELECT q.*, s.name AS site, u.name AS supplier, CASE WHEN b.id IS NULL THEN NULL ELSE b.given_name || ' ' || b.family_name END AS asked_by_name,
    CASE WHEN d.id IS NULL THEN NULL ELSE d.given_name || ' ' || d.family_name END AS decided_by_name, COUNT(*) OVER () AS total
  FROM joining_request q LEFT JOIN site s ON s.id = q.site_id LEFT JOIN supplier u ON u.id = q.supplier_id LEFT JOIN person b ON b.id = q.asked_by
    LEFT JOIN person d ON d.id = q.decided_by`;

interface Signs {
  /** Beginnings of words of the name: two of them say something. */
  readonly stems: readonly Sql[];
  /** The code, or the end of the phone or the document: one of them is enough. */
  readonly numbers: readonly Sql[];
}

/** By what somebody may be meant, wide enough for a slip. */
function signsOf({ givenName, familyName, personCode, phone, nationalId }: JoiningRequest): Signs {
  const has = (column: Sql, part: string): Sql => sql`${column} LIKE ${likePattern(part)} ESCAPE '\\'`;
  const words = nameFrom(`${givenName} ${familyName}`).words.map((word) => word.slice(0, 4));
  const digits = phoneKey(phone)?.slice(-4);
  const document = documentKey(nationalId)?.slice(-4);
  return {
    stems: words.slice(0, 6).map((stem) => has(raw('p.search_key'), stem)),
    numbers: [
      ...(personCode === null ? [] : [sql`p.code_key = ${codeKeyOf(personCode)}`]),
      ...(digits === undefined ? [] : [has(raw('p.phone'), digits)]),
      ...(document === undefined ? [] : [has(raw('p.national_id'), document)]),
    ],
  };
}

function pairsOf({ stems, numbers }: Signs): Sql[] {
  const pairs = stems.flatMap((one, index) => stems.slice(index + 1).map((other) => sql`(${one} AND ${other})`));
  return [...pairs, ...numbers, sql`1 = 0`];
}

/** In a large company many share two beginnings: those come first who share more, and before all whoever shares a number. */
function likeThem(request: JoiningRequest): Sql {
  const { stems, numbers } = signsOf(request);
  const worth = (signs: readonly Sql[], points: number): Sql[] => signs.map((sign) => sql`CASE WHEN ${sign} THEN ${raw(String(points))} ELSE 0 END`);
  const shared = join([...worth(stems, 1), ...worth(numbers, 9), sql`0`], ' + ');
  return sql`SELECT * FROM (
    SELECT CAST(${request.id} AS varchar) AS request_id, alike.* FROM (SELECT p.*, ${shared} AS shared FROM like_any p) AS alike
    WHERE shared >= 2 ORDER BY shared DESC, search_key LIMIT ${MOST}) AS best`;
}

function isMeant(request: JoiningRequest, person: { readonly givenName: string; readonly familyName: string; readonly codeKey: string; readonly phone: string | null; readonly nationalId: string | null }): boolean {
  if (request.personCode !== null && codeKeyOf(request.personCode) === person.codeKey) return true;
  const phone = phoneKey(request.phone);
  const document = documentKey(request.nationalId);
  if (phone !== null && phone === phoneKey(person.phone)) return true;
  if (document !== null && document === documentKey(person.nationalId)) return true;
  const [one, other] = [nameFrom(`${request.givenName} ${request.familyName}`), nameFrom(`${person.givenName} ${person.familyName}`)];
  return isNearName(one, other) || isShorterName(one, other);
}
