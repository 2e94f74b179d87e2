import { createHash } from 'node:crypto';
import { checkUnit } from '../domain/check-unit';
import { type Finding, inOrder } from '../domain/finding';
import type { Unit, UnitSheet } from '../domain/unit';
import { readUnit } from './read-unit';
import { isUnitName, readUnitFiles, type UnitFiles, unitFolders } from './unit-files';
import { parseUnitYaml } from './unit-yaml';

export interface CheckedUnit {
  readonly unit: Unit;
  readonly findings: readonly Finding[];
}

/** The units as they stand on disk now: authors work on them while the product runs. */
export class UnitLibrary {
  private readonly checked = new Map<string, { readonly hash: string; readonly result: CheckedUnit }>();

  /** @param folder The curriculum folder: one folder in it for each unit. */
  constructor(private readonly folder: string) {}

  names(): Promise<readonly string[]> {
    return unitFolders(this.folder);
  }

  /** The sheet alone, for lists; null where it cannot be read. */
  async sheet(name: string): Promise<UnitSheet | null> {
    const { texts } = await readUnitFiles(this.folder, name, ['unit.yaml']);
    const text = texts.get('unit.yaml');
    return text === undefined ? null : parseUnitYaml('unit.yaml', text).sheet;
  }

  /** Null when there is no such folder. Checking takes a moment, so it is done again only when a file has changed. */
  async check(name: string): Promise<CheckedUnit | null> {
    if (!isUnitName(name) || !(await this.names()).includes(name)) return null;
    const files = await readUnitFiles(this.folder, name);
    const hash = fingerprint(files);
    const known = this.checked.get(name);
    if (known?.hash === hash) return known.result;
    const { unit, findings } = readUnit(files);
    const result = { unit, findings: inOrder([...findings, ...checkUnit(unit)]) };
    this.checked.set(name, { hash, result });
    return result;
  }
}

function fingerprint({ texts, findings }: UnitFiles): string {
  const hash = createHash('sha256').update(JSON.stringify(findings));
  for (const [path, text] of texts) hash.update(`\0${path}\0${text}`);
  return hash.digest('hex');
}
