import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dateIn } from '#kernel/instant';
import { CompanyService } from '#modules/people';
import { Config } from '#platform/config/config';
import { Clock, stopwatch } from '#platform/time/clock';
import { serve } from '../../serve';
import { atTheDesk, type Desk, print, printTable, Refusal } from '../command';
import { activate, coordinate, type DemoAccount, openHr } from './accounts';
import { playDailyLife } from './daily-life';
import { foundCompany, openRound, ZONE } from './company';
import { playLearning } from './learners';
import { playRosterHistory } from './roster-history';
import { Stage } from './stage';

/** The sample company has a folder of its own, so that trying it never touches a real one. */
export async function demo(loadOnly: boolean): Promise<void> {
  process.env['DATA_DIR'] ||= './data/demo';
  process.env['LOG_LEVEL'] ||= 'warn';
  await atTheDesk('demo', load);
  if (!loadOnly) await serve();
}

async function load(desk: Desk): Promise<void> {
  const file = join(desk.get(Config).dataDir, 'accounts.json');
  if (await desk.get(CompanyService).isSetUp()) {
    // The passwords are stored as hashes; this file is the only place that knows them.
    if (!existsSync(file))
      throw new Refusal(`${desk.get(Config).dataDir} holds a company already, and it is not the sample. Set DATA_DIR to an empty folder.`);
    show(JSON.parse(readFileSync(file, 'utf8')) as DemoAccount[]);
    return;
  }
  const elapsed = stopwatch();
  const accounts = await play(desk);
  writeFileSync(file, JSON.stringify(accounts, null, 2), { mode: 0o600 });
  print(`The sample company is ready after ${Math.round(elapsed() / 1000)} s.`);
  show(accounts);
}

async function play(desk: Desk): Promise<DemoAccount[]> {
  const stage = new Stage(desk);
  const now = desk.get(Clock).now();
  const today = dateIn(ZONE, now);
  await foundCompany(stage, today);
  print('Bringing eighteen months of the roster…');
  const files = await playRosterHistory(stage, join(desk.get(Config).root, 'test/fixtures/roster-500.csv'), ZONE, today);
  print(`${files} files brought. Opening the round…`);
  const opened = await openRound(stage, today);
  const everybody = await stage.everybody();
  print(`${everybody.length} people learn since ${opened}…`);
  const completed = await playLearning(stage, everybody, ZONE, opened, today);
  print(`${completed} have completed the unit and hold its diploma.`);
  const hr = await stage.player('E0018');
  await playDailyLife(stage, hr, ZONE, opened, today);
  stage.at(now);
  return [
    await openHr(stage, hr),
    await coordinate(stage, await stage.player('C001')),
    await activate(stage, 'manager', await stage.player('E0002')),
    await activate(stage, 'employee', await stage.player('E0023')),
    await activate(stage, 'contractor', await stage.player('C019')),
  ];
}

function show(accounts: readonly DemoAccount[]): void {
  printTable([
    ['who', 'name', 'sign in with', 'password or PIN'],
    ...accounts.map(({ who, name, signInWith, secret }) => [who, name, signInWith, secret]),
  ]);
}
