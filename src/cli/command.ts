import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { isCalendarDate } from '#kernel/calendar-date';
import type { Context } from '#kernel/context';
import type { Locale } from '#kernel/locale';
import { sayDate } from '#platform/i18n/dates';
import { Log } from '#platform/log/log';
import { Contexts } from '#platform/time/contexts';
import { ViewEngine } from '#platform/views/engine';
import { AppModule } from '../app.module';

/** What a command works with: the application without its doors, and who is asking. */
export interface Desk {
  readonly app: INestApplicationContext;
  readonly ctx: Context;
  readonly get: <T>(token: abstract new (...args: never[]) => T) => T;
  /** A sentence of the catalogues. */
  readonly say: (key: string, values?: Record<string, string | number>) => string;
}

/** The command could have done it and did not: its reason goes to the screen, and the process ends with 2. */
export class Refusal extends Error {}

/** Runs `work` in the application, and ends it whatever happens. */
export async function atTheDesk<T>(name: string, work: (desk: Desk) => Promise<T>): Promise<T> {
  const app = await NestFactory.createApplicationContext(AppModule, { logger: false, abortOnError: false });
  app.useLogger(app.get(Log));
  try {
    const locale: Locale = process.env['LANG']?.startsWith('en') === true ? 'en' : 'es';
    const ctx = app.get(Contexts).system(`cadencia ${name}`, locale);
    const views = app.get(ViewEngine);
    return await work({
      app,
      ctx,
      get: (token) => app.get(token),
      say: (key, values = {}) => views.say(ctx.locale, key, spoken(ctx.locale, values)),
    });
  } finally {
    await app.close();
  }
}

/** Days among the values are said as people say them. */
function spoken(locale: Locale, values: Record<string, string | number>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && isCalendarDate(value) ? sayDate(locale, value) : value,
    ]),
  );
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** What `--json` prints: one document, the same for people and programs. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** Columns for a terminal, as wide as their widest cell. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows)
    print(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}
