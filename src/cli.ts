import 'reflect-metadata';
import { Command, CommanderError } from 'commander';
import { Refusal } from './cli/command';
import { auditCommands } from './cli/audit';
import { calendarCommands } from './cli/calendar';
import { coverageCommands } from './cli/coverage';
import { curriculumCommands } from './cli/curriculum';
import { diplomaCommands } from './cli/diplomas';
import { jobCommands } from './cli/jobs';
import { operationCommands } from './cli/operation';
import { reportCommands } from './cli/reports';
import { rosterCommands } from './cli/roster';
import { simulateCommands } from './cli/simulate/index';
import { explain } from './boot';
import { loadEnvironment } from './environment';

const program = new Command('cadencia')
  .description('Cadencia: something new for everybody, every four to six months.')
  .helpOption('--help', 'show what the command does')
  .helpCommand(false)
  .exitOverride()
  .showHelpAfterError('(add --help for what is possible)');

for (const add of [
  operationCommands,
  rosterCommands,
  curriculumCommands,
  calendarCommands,
  coverageCommands,
  diplomaCommands,
  reportCommands,
  simulateCommands,
  jobCommands,
  auditCommands,
])
  add(program);

// Whoever reads may stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

loadEnvironment();
program.parseAsync().catch((error: unknown) => {
  // Commander has already written its own words, help included.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 1;
  else if (error instanceof Refusal) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  } else {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  }
});
