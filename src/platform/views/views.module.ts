import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { Config } from '#platform/config/config';
import { loadCatalogues } from '#platform/i18n/catalogue';
import { Assets } from './assets';
import { ViewEngine } from './engine';

@Global()
@Module({
  providers: [
    { provide: Assets, inject: [Config], useFactory: (config: Config) => new Assets(join(config.root, 'views/assets')) },
    {
      provide: ViewEngine,
      inject: [Config, Assets],
      useFactory: (config: Config, assets: Assets) => new ViewEngine(join(config.root, 'views'), loadCatalogues(join(config.root, 'views/messages')), assets),
    },
  ],
  exports: [Assets, ViewEngine],
})
export class ViewsModule {}
