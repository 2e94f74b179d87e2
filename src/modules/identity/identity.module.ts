import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { records } from '#platform/database/record';
import { ACCESS_POLICY } from '#platform/http/access';
import { JobRunner } from '#platform/jobs/jobs';
import { IdentityAccessPolicy } from './access-policy.service';
import { AccountService } from './account.service';
import { ActivationService } from './activation.service';
import { ActivationEntity } from './data/activation.entity';
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

/** Global, because the platform's door asks it who comes in. */
@Global()
@Module({
  imports: [records(SessionEntity, CredentialEntity, RoleGrantEntity, ActivationEntity)],
  providers: [
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
  ) {}

  onModuleInit(): void {
    this.jobs.register(this.forgetSessions);
  }
}
