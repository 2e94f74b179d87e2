import type { Command } from 'commander';
import { CurriculumService } from '#modules/curriculum';
import { atTheDesk, print, printJson, Refusal } from './command';

export function curriculumCommands(program: Command): void {
  const curriculum = program.command('curriculum').description('the units and their editions');
  curriculum
    .command('check')
    .description('check units as their authors wrote them; ends with 1 when one has errors')
    .argument('[unit]', 'one unit; all of them without it')
    .option('--json', 'print data')
    .action((unit: string | undefined, options: { json?: boolean }) =>
      atTheDesk('curriculum check', async ({ get, ctx }) => {
        const units = await get(CurriculumService).check(unit, ctx.locale);
        if (options.json === true) printJson({ units });
        else
          for (const report of units) {
            print(`${report.unit}: ${report.errors.length} errors, ${report.warnings.length} warnings`);
            for (const [kind, remarks] of [
              ['error', report.errors],
              ['warning', report.warnings],
            ] as const)
              for (const { file, line, rule, message } of remarks) print(`  ${kind} ${file}:${line} ${rule}: ${message}`);
          }
        if (units.some(({ errors }) => errors.length > 0)) process.exitCode = 1;
      }),
    );
  curriculum
    .command('publish')
    .description('freeze a unit as an edition with its content hash')
    .argument('<unit>')
    .option('--json', 'print data')
    .action((unit: string, options: { json?: boolean }) =>
      atTheDesk('curriculum publish', async ({ get, ctx, say }) => {
        const published = await get(CurriculumService).publish(ctx, unit);
        if (!published.ok) throw new Refusal(say(`curriculum.refusal.${published.refusal}`, { unit, ...published.details }));
        if (options.json === true) printJson(published.value);
        else print(`${published.value.unit}, edition ${published.value.number}: ${published.value.contentHash}`);
      }),
    );
}
