import { Global, Module, type OnModuleInit } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { records } from '#platform/database/record';
import { ACCESS_POLICY } from '#platform/http/access';
import { Navigation } from '#platform/http/surroundings';
import { JobRunner } from '#platform/jobs/jobs';
import { IdentityAccessPolicy } from './access-policy.service';
import { AccountService } from './account.service';
import { ActivationService } from './activation.service';
import { ActivationEntity } from './data/activation.entity';
import { AccessOverview } from './data/access-overview.read-model';
import { Activations } from './data/activations.repository';
import { CredentialEntity } from './data/credential.entity';
import { Credentials } from './data/credentials.repository';
import { RoleGrantEntity } from './data/role-grant.entity';
import { RoleGrants } from './data/role-grants.repository';
import { SessionEntity } from './data/session.entity';
import { SessionHolders } from './data/session-holder.read-model';
import { Sessions } from './data/sessions.repository';
import { Doorkeeper } from './doorkeeper.service';
import { Hashing } from './hashing.service';
import { ForgetSessionsJob } from './jobs/forget-sessions.job';
import { SessionService } from './session.service';
import { SetUpLinks } from './set-up-links.service';
import { SignInService } from './sign-in.service';
import { AccountController } from './web/account.controller';
import { ActivationsController } from './web/activations.controller';
import { LanguageController } from './web/language.controller';
import { PersonAccessController } from './web/person-access.controller';
import { RolesController } from './web/roles.controller';
import { SignInController } from './web/sign-in.controller';
import { SignOutController } from './web/sign-out.controller';
import { SlipPrinter } from './web/slip-printer';
import { SlipsController } from './web/slips.controller';

/** Global, because the platform's door asks it who comes in. */
@Global()
@Module({
  imports: [records(SessionEntity, CredentialEntity, RoleGrantEntity, ActivationEntity)],
  controllers: [
    SignInController,
    SignOutController,
    ActivationsController,
    LanguageController,
    AccountController,
    SlipsController,
    PersonAccessController,
    RolesController,
  ],
  providers: [
    AccessOverview,
    SlipPrinter,
    Sessions,
    SessionHolders,
    Credentials,
    RoleGrants,
    Activations,
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
  exports: [SessionService, SignInService, ActivationService, AccountService, SetUpLinks, ACCESS_POLICY],
})
export class IdentityModule implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly forgetSessions: ForgetSessionsJob,
    private readonly navigation: Navigation,
    private readonly policy: IdentityAccessPolicy,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this.forgetSessions);
    const shows = ({ actor }: Context): boolean => this.policy.may(actor, 'access.write');
    this.navigation.add(60, { href: '/slips', label: 'identity.nav.slips', icon: 'key', shows });
  }
}
