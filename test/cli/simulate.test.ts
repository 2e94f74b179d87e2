import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { simulate } from '../../src/cli/simulate/index';
import { readOptions } from '../../src/cli/simulate/options';
import { holds } from '../../src/cli/simulate/report';

const SMALL = { people: 14, contractors: 7, years: 1, seed: 7 };

jest.setTimeout(300_000);

describe('years of a company in a scratch database', () => {
  const before = { ...process.env };
  beforeAll(() => {
    const server = process.env['CADENCIA_TEST_POSTGRES'];
    process.env['DATABASE_URL'] = process.env['CADENCIA_TEST_DATABASE'] === 'postgres' ? server : 'sqlite:./nowhere/never.db';
    process.env['LOG_LEVEL'] = 'fatal';
    process.env['SMTP_URL'] = 'smtp://mail.example.com';
  });
  afterAll(() => Object.assign(process.env, before));

  it('leave nobody out, are the same for the same seed, and leave nothing behind', async () => {
    const { seconds: first, ...once } = await simulate(SMALL);
    const { seconds: second, ...again } = await simulate(SMALL);
    expect(again).toEqual(once);
    expect(first + second).toBeGreaterThan(0);
    expect(once).toMatchObject({
      ...SMALL,
      leftOut: 0,
      duplicates: 0,
      messages: { mostToOnePersonInARound: expect.any(Number) as number },
    });
    expect(holds({ ...once, seconds: 0 })).toBe(true);
    expect(once.rounds.map(({ round, gapMonths, difference }) => ({ code: round.code, gapMonths, difference }))).toEqual([
      { code: '2027-1', gapMonths: null, difference: 0 },
      { code: '2027-2', gapMonths: 5, difference: 0 },
      { code: '2027-3', gapMonths: 5, difference: 0 },
    ]);
    expect(once.diplomas).toBeGreaterThan(30);
    expect(process.env['SMTP_URL']).toBe('smtp://mail.example.com');
    expect(existsSync('./nowhere')).toBe(false);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`cadencia-simulation-${process.pid}-`))).toEqual([]);
  });

  it('say in sentences what is wrong with what was asked', () => {
    expect(() => readOptions({ people: 'many', contractors: '3', years: '0', seed: '1' })).toThrow(
      '--people must be a number.\n--years must be at least 1.',
    );
  });
});
