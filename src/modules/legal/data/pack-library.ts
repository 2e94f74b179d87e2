import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '#platform/config/config';
import type { Pack } from '../domain/pack';
import { readPack } from './read-pack';

/** The packs that come with the product. A broken one does not let it start. */
@Injectable()
export class PackLibrary {
  private readonly packs: ReadonlyMap<string, Pack>;

  constructor({ root }: Config) {
    const folder = join(root, 'legal');
    const names = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()) : [];
    const packs = names.map(({ name }) => readPack(join(folder, name)));
    this.packs = new Map(packs.sort((a, b) => (a.pack < b.pack ? -1 : 1)).map((pack) => [pack.pack, pack]));
  }

  all(): readonly Pack[] {
    return [...this.packs.values()];
  }

  find(name: string): Pack | null {
    return this.packs.get(name) ?? null;
  }
}
