import { z } from 'zod';
import { isCalendarDate } from '#kernel/calendar-date';
import { LOCALES } from '#kernel/locale';
import { FACTS, SCOPES } from '../domain/pack';

const line = z.string().trim().min(1).max(300);
const both = z.strictObject({ es: line, en: line });
const name = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'a-name-of-small-letters');
const millimetres = z.number().min(0).max(500);
const monthAndDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, '12-25');

const field = z
  .strictObject({
    field: name,
    scope: z.enum(SCOPES),
    label: both,
    hint: both.optional(),
    required: z.boolean(),
    pattern: z.string().max(500).optional(),
    upperCase: z.boolean().default(false),
    longest: z.int().min(1).max(300).default(300),
    catalogue: name.optional(),
    fact: z.enum(FACTS).optional(),
    usual: line.optional(),
  })
  .refine(({ pattern }) => pattern === undefined || isPattern(pattern), { path: ['pattern'], message: 'is no regular expression' });

export const packYaml = z.strictObject({
  pack: name,
  country: z.string().regex(/^[A-Z]{2}$/, 'MX'),
  language: z.enum(LOCALES),
  title: both,
  paper: both,
  note: z.strictObject({
    readOn: z.string().refine(isCalendarDate, '2026-11-25'),
    text: z.strictObject({ es: z.string().trim().min(1), en: z.string().trim().min(1) }),
    sources: z.array(line).min(1),
  }),
  deadline: z.strictObject({
    workingDays: z.int().min(1).max(250),
    holidays: z.array(
      z.union([
        z.strictObject({ day: monthAndDay, from: z.int().optional(), every: z.int().min(1).optional() }),
        z.strictObject({ month: z.int().min(1).max(12), weekday: z.int().min(1).max(7), nth: z.int().min(1).max(5) }),
      ]),
    ),
  }),
  fields: z.array(field).min(1),
  catalogues: z
    .record(
      name,
      z.array(z.union([z.tuple([line, line]), z.tuple([line, line, z.literal('heading')])])).min(1),
    )
    .default({}),
});

const text = z.strictObject({
  text: z.string().min(1),
  at: z.tuple([millimetres, millimetres]),
  width: millimetres,
  size: z.number().min(4).max(60),
  font: z.enum(['sans', 'sans-semibold', 'serif']).default('sans'),
  align: z.enum(['left', 'centre', 'right']).default('left'),
  role: z.enum(['H1', 'H2', 'P']).default('P'),
  lines: z.int().min(1).max(6).default(1),
});

const item = z.union([
  text,
  z
    .strictObject({ box: z.tuple([millimetres, millimetres, millimetres, millimetres]), shaded: z.boolean().default(false) })
    .transform(({ box, shaded }) => ({ box, isShaded: shaded })),
  z.strictObject({ rule: z.tuple([millimetres, millimetres, millimetres, millimetres]) }),
  z.strictObject({
    cells: z.string().min(1),
    at: z.tuple([millimetres, millimetres]),
    count: z.int().min(1).max(60),
    cell: z.tuple([millimetres, millimetres]),
    size: z.number().min(4).max(30),
  }),
  z.strictObject({
    catalogue: name,
    at: z.tuple([millimetres, millimetres]),
    width: millimetres,
    columns: z.int().min(1).max(4),
    rows: z.int().min(1).max(120),
    size: z.number().min(4).max(20),
    leading: millimetres,
  }),
]);

export const sheetYaml = z
  .strictObject({ size: z.enum(['letter', 'a4']), pages: z.array(z.array(item).min(1)).min(1).max(4) })
  .transform(({ size, pages }) => ({ size, pages: pages.map((items) => ({ items })) }));

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}
