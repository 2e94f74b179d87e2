import { Command } from 'commander';
import { diplomaCommands } from '../../src/cli/diplomas';

/** Runs `cadencia diploma …` in this process: what it prints, as data where it is data, and what it would end with. */
export async function diplomasAtTheCommandLine(...args: string[]): Promise<{ readonly exit: number; readonly told: unknown }> {
  const program = new Command().exitOverride();
  diplomaCommands(program);
  const written: string[] = [];
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  try {
    await program.parseAsync(args, { from: 'user' });
    const text = written.join('');
    return { exit: Number(process.exitCode ?? 0), told: args.includes('--json') ? JSON.parse(text) : text };
  } finally {
    write.mockRestore();
    process.exitCode = 0;
  }
}
