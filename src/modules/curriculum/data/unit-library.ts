import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '#platform/config/config';
import { checkUnit } from '../domain/check-unit';
import { type Finding, inOrder } from '../domain/finding';
import type { Unit, UnitSheet } from '../domain/unit';
import { readUnit } from './read-unit';
import { isUnitName, readUnitFiles, unitFolders } from './unit-files';
import { parseUnitYaml } from './unit-yaml';

export interface CheckedUnit {
  readonly unit: Unit;
  readonly findings: readonly Finding[];
}

/** The units as they stand on disk now: authors work on them while the product runs. */
@Injectable()
export class UnitLibrary {
  readonly folder: string;

  constructor(config: Config) {
    this.folder = join(config.root, 'curriculum');
  }

  names(): Promise<readonly string[]> {
    return unitFolders(this.folder);
  }

  /** The sheet alone, for lists; null where it cannot be read. */
  async sheet(name: string): Promise<UnitSheet | null> {
    const { texts } = await readUnitFiles(this.folder, name, ['unit.yaml']);
    const text = texts.get('unit.yaml');
    return text === undefined ? null : parseUnitYaml('unit.yaml', text).sheet;
  }

  /** Null when there is no such folder. */
  async check(name: string): Promise<CheckedUnit | null> {
    if (!isUnitName(name) || !(await this.names()).includes(name)) return null;
    const { unit, findings } = readUnit(await readUnitFiles(this.folder, name));
    return { unit, findings: inOrder([...findings, ...checkUnit(unit)]) };
  }
}
