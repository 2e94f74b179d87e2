import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, YAMLParseError } from 'yaml';
import type { z } from 'zod';
import { toCalendarDate } from '#kernel/calendar-date';
import { type LayoutItem, namesIn, textOf } from '../domain/layout';
import { FACTS, type Pack, type PackField } from '../domain/pack';
import { packYaml, sheetYaml } from './pack-yaml';

/** @throws Error with the file and what is wrong with it. */
export function readPack(folder: string): Pack {
  const [packText, sheetText] = ['pack.yaml', 'sheet.yaml'].map((file) => readFileSync(join(folder, file), 'utf8'));
  const written = parsed(join(folder, 'pack.yaml'), packText ?? '', packYaml);
  const sheet = parsed(join(folder, 'sheet.yaml'), sheetText ?? '', sheetYaml);
  const { fields, catalogues, note, ...rest } = written;
  const pack: Pack = {
    ...rest,
    note: { ...note, readOn: toCalendarDate(note.readOn) },
    fields: fields.map(fieldOf),
    catalogues: Object.fromEntries(
      Object.entries(catalogues).map(([name, entries]) => [
        name,
        entries.map(([code, label, heading]) => ({ code, label, isHeading: heading === 'heading' })),
      ]),
    ),
    sheet,
    hash: createHash('sha256').update(packText ?? '').update(sheetText ?? '').digest('hex'),
  };
  refuseUnknownNames(folder, pack);
  return pack;
}

function fieldOf({ required, pattern, upperCase, hint, catalogue, fact, usual, ...same }: z.output<typeof packYaml>['fields'][number]): PackField {
  return {
    ...same,
    isRequired: required,
    isUpperCase: upperCase,
    pattern: pattern === undefined ? null : new RegExp(`^(?:${pattern})$`, 'u'),
    hint: hint ?? null,
    catalogue: catalogue ?? null,
    fact: fact ?? null,
    usual: usual ?? null,
  };
}

function parsed<T>(file: string, text: string, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    throw error instanceof YAMLParseError ? new Error(`${file}: ${error.message}`) : error;
  }
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw new Error(`${file}: ${read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`);
}

function refuseUnknownNames(folder: string, pack: Pack): void {
  const known = new Set<string>([...FACTS, ...pack.fields.map(({ field }) => field)]);
  const lists = new Set(Object.keys(pack.catalogues));
  const items: readonly LayoutItem[] = pack.sheet.pages.flatMap((page) => page.items);
  const unknown = [
    ...items.flatMap((item) => namesIn(textOf(item)).filter((name) => !known.has(name))),
    ...items.flatMap((item) => ('catalogue' in item && !lists.has(item.catalogue) ? [item.catalogue] : [])),
    ...pack.fields.flatMap(({ catalogue }) => (catalogue !== null && !lists.has(catalogue) ? [catalogue] : [])),
  ];
  if (unknown.length > 0) throw new Error(`${folder}: nothing is called ${[...new Set(unknown)].join(', ')}`);
}
