import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import type { Locale } from '#kernel/locale';
import { forSpreadsheets } from '#platform/csv/for-spreadsheets';
import { ViewEngine } from '#platform/views/engine';
import type { LeftOut } from '../domain/download';
import type { NamedDiploma } from './named-diploma';

export const INDEX = 'index.csv';

const COLUMNS = ['file', 'person-code', 'family-name', 'given-name', 'unit', 'round', 'issued', 'code', 'note'] as const;

/** The list that lies beside the diplomas. Whoever is missing stands in it without a file, and with the reason. */
@Injectable()
export class DiplomaIndex {
  constructor(private readonly views: ViewEngine) {}

  of(diplomas: readonly NamedDiploma[], leftOut: readonly LeftOut[], locale: Locale): Buffer {
    const missing = new Map(leftOut.map(({ code, why }) => [code, this.views.say(locale, `accreditation.left-out.${why}`)]));
    const header = COLUMNS.map((column) => this.views.say(locale, `accreditation.index.${column}`));
    const rows = diplomas.map((d) => [
      missing.has(d.code) ? '' : d.name,
      d.personCode,
      d.familyName,
      d.givenName,
      d.unit,
      d.round,
      d.issuedAt.slice(0, 10),
      d.code,
      missing.get(d.code) ?? '',
    ]);
    return Buffer.from(stringify([header, ...rows], forSpreadsheets(locale)));
  }
}
