import type { Command } from 'commander';
import { stopwatch } from '#platform/time/clock';
import { atTheDesk, printJson } from '../command';
import { readOptions, type SimulationOptions } from './options';
import { holds, show, type SimulationReport } from './report';
import { inScratch } from './scratch';
import { Simulation } from './simulation';

/** A round opens every five months; one more is always prepared. */
const UNITS_PER_YEAR = 3;

export function simulateCommands(program: Command): void {
  program
    .command('simulate')
    .description('play years of a company in a scratch database, and say whether somebody was left out')
    .requiredOption('--people <number>', 'staff')
    .requiredOption('--contractors <number>', 'people of suppliers')
    .requiredOption('--years <number>', 'how long')
    .requiredOption('--seed <number>', 'the same seed, the same company')
    .option('--json', 'print data')
    .action(async (given: { readonly json?: boolean }) => {
      const report = await simulate(readOptions(given));
      if (given.json === true) printJson(report);
      else show(report);
      if (!holds(report)) process.exitCode = 1;
    });
}

export async function simulate(options: SimulationOptions): Promise<SimulationReport> {
  const elapsed = stopwatch();
  const played = await inScratch(options.years * UNITS_PER_YEAR + 1, (database) =>
    atTheDesk('simulate', (desk) => new Simulation(desk, options, database).play()),
  );
  return { ...played, seconds: Math.round(elapsed() / 100) / 10 };
}
