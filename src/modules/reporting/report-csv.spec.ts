import { toCalendarDate } from '#kernel/calendar-date';
import type { Cell } from './report-columns';
import { csvOf } from './report-csv';

async function written(rows: Cell[][], locale: 'es' | 'en' = 'es'): Promise<string> {
  let text = '';
  for await (const part of csvOf(['A', 'B'], pagesOf(rows), locale)) text += part;
  return text;
}

async function* pagesOf(rows: Cell[][]): AsyncGenerator<Cell[][]> {
  for (const row of rows) yield await Promise.resolve([row]);
}

describe('a report as CSV', () => {
  it('begins with the mark that tells spreadsheets it is UTF-8', async () => {
    expect(await written([])).toBe('\uFEFFA;B\r\n');
    expect(await written([], 'en')).toBe('\uFEFFA,B\r\n');
  });

  it('writes days, numbers and nothing', async () => {
    expect(
      await written([
        [{ on: toCalendarDate('2027-03-01') }, 13],
        [null, ''],
      ]),
    ).toContain('2027-03-01;13\r\n;\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('lets no spreadsheet run %j', async (evil) => {
    const line = (await written([[evil, 'x']])).split('A;B\r\n')[1]!;
    expect(line).toMatch(/^"?'/);
  });

  it('quotes what would break a line', async () => {
    expect(await written([['a;b', 'c"d\ne']])).toContain('"a;b";"c""d\ne"\r\n');
  });
});
