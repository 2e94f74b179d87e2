import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { ACCESS_POLICY, type AccessPolicy } from '#platform/http/access';
import { Navigation } from '#platform/http/surroundings';
import { Drafts } from './drafts.service';
import { SetupService } from './setup.service';
import { AccountStepController } from './web/account-step.controller';
import { CadenceStepController } from './web/cadence-step.controller';
import { CompanyStepController } from './web/company-step.controller';
import { SettingsController } from './web/settings.controller';
import { SetupPages } from './web/setup-pages';

@Module({
  controllers: [CompanyStepController, AccountStepController, CadenceStepController, SettingsController],
  providers: [Drafts, SetupService, SetupPages],
  exports: [SetupService],
})
export class SetupModule implements OnModuleInit {
  constructor(
    private readonly navigation: Navigation,
    @Inject(ACCESS_POLICY) private readonly policy: AccessPolicy,
  ) {}

  onModuleInit(): void {
    this.navigation.add(90, {
      href: '/settings',
      label: 'setup.settings.nav',
      icon: 'settings',
      shows: ({ actor }) => this.policy.may(actor, 'settings.write'),
    });
  }
}
