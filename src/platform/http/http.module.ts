import { Global, Module } from '@nestjs/common';
import { AccessGuard } from './access.guard';
import { AssetsController } from './assets.controller';
import { Csrf } from './csrf';
import { Door } from './door';
import { ErrorFilter } from './error.filter';
import { Responder } from './responder';
import { CompanyOnPages, Navigation, SettingsIndex } from './surroundings';

/** ACCESS_POLICY is provided by the identity module, which is global for that. */
@Global()
@Module({
  controllers: [AssetsController],
  providers: [AccessGuard, Csrf, Door, ErrorFilter, Responder, CompanyOnPages, Navigation, SettingsIndex],
  exports: [AccessGuard, Csrf, Door, ErrorFilter, Responder, CompanyOnPages, Navigation, SettingsIndex],
})
export class HttpModule {}
