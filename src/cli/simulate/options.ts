import { z } from 'zod';
import { Refusal } from '../command';

export interface SimulationOptions {
  readonly people: number;
  readonly contractors: number;
  readonly years: number;
  readonly seed: number;
}

const whole = (name: string, least: number, most: number) =>
  z.coerce
    .number({ error: `--${name} must be a number.` })
    .int(`--${name} must be a whole number.`)
    .min(least, `--${name} must be at least ${least}.`)
    .max(most, `--${name} must be at most ${most}.`);

const schema = z.object({
  people: whole('people', 10, 200_000),
  contractors: whole('contractors', 0, 200_000),
  years: whole('years', 1, 20),
  seed: whole('seed', 0, 2_147_483_647),
});

/** @throws Refusal with a sentence for each mistake. */
export function readOptions(given: unknown): SimulationOptions {
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new Refusal(parsed.error.issues.map(({ message }) => message).join('\n'));
  return parsed.data;
}
