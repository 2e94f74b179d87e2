import { Injectable } from '@nestjs/common';
import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { CalendarDate } from '#kernel/calendar-date';
import type { Context } from '#kernel/context';
import type { PersonId } from '#kernel/id';
import type { Locale } from '#kernel/locale';
import { done, type Outcome, refused } from '#kernel/outcome';
import { AuditLog } from '#modules/audit';
import { codeKeyOf, decodeText, FileRefused } from '#modules/people';
import { forSpreadsheets } from '#platform/csv/for-spreadsheets';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { LegalPeopleReadModel } from './data/legal-people.read-model';
import { LegalValues } from './data/legal-values.repository';
import type { Pack } from './domain/pack';
import { fieldsOf } from './domain/values';
import { acceptAll, LegalService } from './legal.service';

export interface RefusedLine {
  readonly row: number;
  readonly column: string;
  readonly refusal: string;
  readonly details: Readonly<Record<string, string | number>>;
}

export interface PeopleFileReport {
  readonly rows: number;
  readonly written: number;
  readonly refused: readonly RefusedLine[];
}

const CODE = 'person_code';
const CODE_NAMES = [CODE, 'codigo', 'código'];
const MOST_ROWS = 200_000;

/** What is missing of people, as a file to fill in and bring back. */
@Injectable()
export class PeopleFileService {
  constructor(
    private readonly legal: LegalService,
    private readonly values: LegalValues,
    private readonly people: LegalPeopleReadModel,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** Everybody of whom something is missing, with empty cells to fill in. */
  async missing(pack: Pack, today: CalendarDate, locale: Locale): Promise<Buffer> {
    const fields = fieldsOf(pack, 'person');
    const { people } = await this.legal.gaps(pack, today);
    const header = [CODE, 'family_name', 'given_name', ...fields.map(({ field }) => field)];
    const rows = people.map(({ of }) => [of.personCode, of.familyName, of.givenName, ...fields.map(() => '')]);
    return Buffer.from(stringify([header, ...rows], forSpreadsheets(locale)));
  }

  /** Writes every cell that is right; the others are told by row and column, and change nothing. Empty cells say nothing. */
  async bring(
    ctx: Context,
    pack: Pack,
    bytes: Buffer,
  ): Promise<Outcome<PeopleFileReport, 'not-a-table' | 'no-code-column' | 'no-field-column' | 'too-many-rows'>> {
    const table = tableOf(bytes);
    if (table === null) return refused('not-a-table');
    const [header = [], ...lines] = table;
    const columns = header.map((name) => name.trim().toLowerCase());
    const codeAt = columns.findIndex((name) => CODE_NAMES.includes(name));
    if (codeAt < 0) return refused('no-code-column', { column: CODE });
    const fields = fieldsOf(pack, 'person').flatMap(({ field }) =>
      columns.includes(field) ? [{ field, at: columns.indexOf(field) }] : [],
    );
    if (fields.length === 0)
      return refused('no-field-column', {
        columns: fieldsOf(pack, 'person')
          .map(({ field }) => field)
          .join(', '),
      });
    if (lines.length > MOST_ROWS) return refused('too-many-rows', { limit: MOST_ROWS });

    const known = await this.people.byCodes([...new Set(lines.map((cells) => codeKeyOf(cells[codeAt] ?? '')))]);
    const accepted = new Map<PersonId, Readonly<Record<string, string | null>>>();
    const refusals: RefusedLine[] = [];
    lines.forEach((cells, index) => {
      const row = index + 2;
      const person = known.get(codeKeyOf(cells[codeAt] ?? ''));
      if (person === undefined) {
        refusals.push({ row, column: CODE, refusal: 'unknown-code', details: {} });
        return;
      }
      const typed = Object.fromEntries(
        fields.flatMap(({ field, at }) => ((cells[at] ?? '').trim() === '' ? [] : [[field, cells[at] ?? '']])),
      );
      const { values, refusals: wrong } = acceptAll(pack, 'person', typed);
      refusals.push(...Object.entries(wrong).map(([column, reason]) => ({ row, column, ...reason })));
      if (Object.keys(values).length > 0) accepted.set(person, { ...accepted.get(person), ...values });
    });
    if (accepted.size > 0)
      await this.work.run(async () => {
        await this.values.writePeople(pack.pack, accepted, ctx.now);
        await this.audit.record(ctx, {
          action: 'legal.people-written',
          subject: { type: 'legal-pack', id: pack.pack },
          detail: { people: accepted.size, refused: refusals.length },
        });
      });
    return done({ rows: lines.length, written: accepted.size, refused: refusals });
  }
}

function tableOf(bytes: Buffer): string[][] | null {
  try {
    const text = decodeText(bytes);
    const first = text.slice(0, 2000).split(/\r?\n/)[0] ?? '';
    const delimiter = [';', '\t', ','].find((one) => first.includes(one)) ?? ',';
    return parse(text, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: true });
  } catch (error) {
    if (error instanceof CsvError || error instanceof FileRefused) return null;
    throw error;
  }
}
