import type { Command } from 'commander';
import { AuditLog } from '#modules/audit';
import { atTheDesk, print, printJson } from './command';

export function auditCommands(program: Command): void {
  const audit = program.command('audit').description('the audit log');
  audit
    .command('verify')
    .description('walk the chain of hashes from the first line to the last')
    .option('--json', 'print data')
    .action((options: { json?: boolean }) =>
      atTheDesk('audit verify', async ({ get }) => {
        const result = await get(AuditLog).verify();
        if (options.json === true) printJson(result);
        else
          print(
            result.brokenAt === null
              ? `The audit log holds: ${result.lines} lines.`
              : `The audit log is broken at line ${result.brokenAt}: from there on it is not what was written.`,
          );
        if (result.brokenAt !== null) process.exitCode = 1;
      }),
    );
}
