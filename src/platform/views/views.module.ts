import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { Config } from '#platform/config/config';
import { loadCatalogues } from '#platform/i18n/catalogue';
import { Assets } from './assets';
import { ViewEngine } from './engine';

@Global()
@Module({
  providers: [
    { provide: Assets, inject: [Config], useFactory: (config: Config) => shippedIn(config.root).assets },
    { provide: ViewEngine, inject: [Config], useFactory: (config: Config) => shippedIn(config.root).engine },
  ],
  exports: [Assets, ViewEngine],
})
export class ViewsModule {}

interface Shipped {
  readonly assets: Assets;
  readonly engine: ViewEngine;
}

/** What a release ships stays the same while the process lives: an application that starts in it again has read it already. */
const shipped = new Map<string, Shipped>();

function shippedIn(root: string): Shipped {
  const known = shipped.get(root);
  if (known) return known;
  const assets = new Assets(join(root, 'views/assets'));
  const read = { assets, engine: new ViewEngine(join(root, 'views'), loadCatalogues(join(root, 'views/messages')), assets) };
  shipped.set(root, read);
  return read;
}
