import { Global, Module, type OnModuleInit } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { FirstWayIn, HrDesk } from '#modules/people';
import { records } from '#platform/database/record';
import { ACCESS_POLICY } from '#platform/http/access';
import { Navigation, SettingsIndex } from '#platform/http/surroundings';
import { JobRunner } from '#platform/jobs/jobs';
import { IdentityAccessPolicy } from './access-policy.service';
import { AccountService } from './account.service';
import { ActivationService } from './activation.service';
import { ActivationSecrets } from './activation-secrets.service';
import { AssistedResetService } from './assisted-reset.service';
import { ActivationEntity } from './data/activation.entity';
import { AccessOverview } from './data/access-overview.read-model';
import { Activations } from './data/activations.repository';
import { CredentialEntity } from './data/credential.entity';
import { Credentials } from './data/credentials.repository';
import { DeviceList } from './data/device-list.read-model';
import { DeviceSessionEntity } from './data/device-session.entity';
import { DeviceSessions } from './data/device-sessions.repository';
import { FactTryEntity } from './data/fact-try.entity';
import { Phones } from './data/phones.repository';
import { RoleGrantEntity } from './data/role-grant.entity';
import { RoleGrants } from './data/role-grants.repository';
import { SecondFacts } from './data/second-facts.repository';
import { SessionEntity } from './data/session.entity';
import { SharedDeviceEntity } from './data/shared-device.entity';
import { SharedDevices } from './data/shared-devices.repository';
import { SessionHolders } from './data/session-holder.read-model';
import { Sessions } from './data/sessions.repository';
import { Doorkeeper } from './doorkeeper.service';
import { FirstLinks } from './first-links.service';
import { Hashing } from './hashing.service';
import { ForgetSessionsJob } from './jobs/forget-sessions.job';
import { Reach } from './reach.service';
import { IdentityMergeParts } from './data/merge-parts';
import { SessionService } from './session.service';
import { SetUpLinks } from './set-up-links.service';
import { SharedDevicesService } from './shared-devices.service';
import { SignInService } from './sign-in.service';
import { TextLinks } from './text-links.service';
import { AccessHelpController } from './web/access-help.controller';
import { AccountController } from './web/account.controller';
import { ActivationsController } from './web/activations.controller';
import { DevicePairingController } from './web/device-pairing.controller';
import { DeviceSessionsController } from './web/device-sessions.controller';
import { DevicesController } from './web/devices.controller';
import { LanguageController } from './web/language.controller';
import { PersonAccessController } from './web/person-access.controller';
import { RolesController } from './web/roles.controller';
import { SignInHelpController } from './web/sign-in-help.controller';
import { SignInController } from './web/sign-in.controller';
import { SignOutController } from './web/sign-out.controller';
import { SlipPrinter } from './web/slip-printer';
import { SlipsController } from './web/slips.controller';

/** Global, because the platform's door asks it who comes in. */
@Global()
@Module({
  imports: [
    records(SessionEntity, CredentialEntity, RoleGrantEntity, ActivationEntity, FactTryEntity, SharedDeviceEntity, DeviceSessionEntity),
  ],
  controllers: [
    SignInController,
    SignInHelpController,
    SignOutController,
    ActivationsController,
    LanguageController,
    AccountController,
    SlipsController,
    PersonAccessController,
    AccessHelpController,
    RolesController,
    DevicesController,
    DevicePairingController,
    DeviceSessionsController,
  ],
  providers: [
    AccessOverview,
    IdentityMergeParts,
    SlipPrinter,
    Sessions,
    SessionHolders,
    SharedDevices,
    DeviceSessions,
    DeviceList,
    SharedDevicesService,
    Credentials,
    RoleGrants,
    Activations,
    ActivationSecrets,
    Phones,
    SecondFacts,
    Reach,
    AssistedResetService,
    TextLinks,
    FirstLinks,
    Hashing,
    Doorkeeper,
    SessionService,
    SignInService,
    ActivationService,
    AccountService,
    SetUpLinks,
    ForgetSessionsJob,
    IdentityAccessPolicy,
    { provide: ACCESS_POLICY, useExisting: IdentityAccessPolicy },
  ],
  exports: [SessionService, SignInService, ActivationService, TextLinks, AccountService, SetUpLinks, ACCESS_POLICY],
})
export class IdentityModule implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly forgetSessions: ForgetSessionsJob,
    private readonly navigation: Navigation,
    private readonly settings: SettingsIndex,
    private readonly policy: IdentityAccessPolicy,
    private readonly grants: RoleGrants,
    private readonly hrDesk: HrDesk,
    private readonly firstWayIn: FirstWayIn,
    private readonly firstLinks: FirstLinks,
  ) {}

  onModuleInit(): void {
    this.hrDesk.isAnsweredBy(() => this.grants.holders('hr'));
    this.firstWayIn.isGivenBy((ctx, personId, isPhoneTheirs) => this.firstLinks.send(ctx, personId, isPhoneTheirs));
    this.jobs.register(this.forgetSessions);
    const shows = ({ actor }: Context): boolean => this.policy.may(actor, 'access.help');
    this.navigation.add(60, { href: '/slips', label: 'identity.nav.slips', icon: 'key', shows });
    const isHrs = ({ actor }: Context): boolean => this.policy.may(actor, 'access.write');
    this.navigation.add(65, { href: '/devices', label: 'identity.nav.devices', icon: 'phone', shows: isHrs });
    this.settings.add(60, {
      href: '/devices',
      title: 'identity.devices.title',
      text: 'identity.settings.devices',
      icon: 'phone',
      shows: isHrs,
    });
  }
}
