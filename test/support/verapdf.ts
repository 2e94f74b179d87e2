import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The command of the validator veraPDF, if this machine has one. It takes `--flavour 2a --format text FILE`. */
const command = process.env['VERAPDF'];

/** A test that needs veraPDF; where there is none, one that says so. */
export function itWithVeraPdf(name: string, body: () => Promise<void>): void {
  if (command !== undefined) it(name, body, 300_000);
  else
    it(`was not asked of veraPDF (VERAPDF names no command): ${name}`, () => {
      expect(command).toBeUndefined();
    });
}

/** What veraPDF has against the files as PDF/A-2a and as PDF/UA-1: nothing, or its words. */
export function complaintsAbout(files: ReadonlyMap<string, Buffer>): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'cadencia-verapdf-'));
  try {
    for (const [name, pdf] of files) writeFileSync(join(folder, `${name}.pdf`), pdf);
    const paths = [...files.keys()].map((name) => join(folder, `${name}.pdf`));
    return ['2a', 'ua1'].flatMap((flavour) => {
      // A shell, because a command may be several words.
      const { stdout, stderr } = spawnSync(`${command ?? ''} --flavour ${flavour} --format text ${paths.join(' ')}`, {
        encoding: 'utf8',
        shell: true,
      });
      return stdout.match(/^PASS /gm)?.length === files.size ? [] : [`${flavour}: ${stdout}${stderr}`];
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
