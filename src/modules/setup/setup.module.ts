import { Module } from '@nestjs/common';
import { Drafts } from './drafts.service';
import { SetupService } from './setup.service';
import { AccountStepController } from './web/account-step.controller';
import { CadenceStepController } from './web/cadence-step.controller';
import { CompanyStepController } from './web/company-step.controller';
import { SetupPages } from './web/setup-pages';

@Module({
  controllers: [CompanyStepController, AccountStepController, CadenceStepController],
  providers: [Drafts, SetupService, SetupPages],
  exports: [SetupService],
})
export class SetupModule {}
