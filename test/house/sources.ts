import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '../..');

/** Every file under a folder of the project whose name ends so, as paths from the root. */
export function filesUnder(folder: string, ending: string): string[] {
  return readdirSync(join(ROOT, folder))
    .sort()
    .flatMap((name) => {
      const path = `${folder}/${name}`;
      if (statSync(join(ROOT, path)).isDirectory()) return filesUnder(path, ending);
      return path.endsWith(ending) ? [path] : [];
    });
}

export const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

export const sourceFiles = (): string[] => filesUnder('src', '.ts').filter((path) => !path.endsWith('.spec.ts'));
