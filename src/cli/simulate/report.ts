import type { Coverage } from '#modules/programme';
import { print, printTable } from '../command';
import type { SimulationOptions } from './options';

export type SimulatedRound = Coverage & { readonly gapMonths: number | null };

/** What `simulate --json` prints. */
export interface SimulationReport extends SimulationOptions {
  readonly rounds: readonly SimulatedRound[];
  /** The standing round of those who join; null where there is no Unit 0. */
  readonly welcome: Coverage | null;
  readonly leftOut: number;
  readonly duplicates: number;
  readonly diplomas: number;
  readonly messages: { readonly sent: number; readonly mostToOnePersonInARound: number };
  readonly seconds: number;
}

/** True when nobody was left out, counted twice or lost between the columns. */
export const holds = ({ rounds, welcome, leftOut, duplicates }: SimulationReport): boolean =>
  leftOut === 0 && duplicates === 0 && [...rounds, ...(welcome ? [welcome] : [])].every(({ difference }) => difference === 0);

export function show(report: SimulationReport): void {
  const { people, contractors, years, seed, rounds, welcome, leftOut, duplicates, diplomas, messages, seconds } = report;
  print(`${people} staff and ${contractors} contractors, ${years} years, seed ${seed}.`);
  print('');
  printTable([
    ['round', 'opened', 'months', ...COUNTS],
    ...rounds.map((coverage) => [coverage.round.code, coverage.round.opensOn, String(coverage.gapMonths ?? '-'), ...countsOf(coverage)]),
    ...(welcome ? [['welcome', welcome.round.opensOn, '-', ...countsOf(welcome)]] : []),
  ]);
  print('');
  print(
    `Left out: ${leftOut}. Twice: ${duplicates}. Diplomas: ${diplomas}. Messages: ${messages.sent}, at most ${messages.mostToOnePersonInARound} to one person in a round.`,
  );
  print(`${holds(report) ? 'Nobody was left out' : 'SOMEBODY WAS LEFT OUT'}, after ${seconds} s.`);
}

const COUNTS = ['headcount', 'completed', 'inProgress', 'notStarted', 'onLeave', 'exempt', 'notYetDue', 'left', 'difference'] as const;
const countsOf = (coverage: Coverage): string[] => COUNTS.map((name) => String(coverage[name]));
