import { Global, Module } from '@nestjs/common';
import { records } from '#platform/database/record';
import { ACCESS_POLICY } from '#platform/http/access';
import { IdentityAccessPolicy } from './access-policy.service';
import { ActivationEntity } from './data/activation.entity';
import { CredentialEntity } from './data/credential.entity';
import { RoleGrantEntity } from './data/role-grant.entity';
import { SessionEntity } from './data/session.entity';
import { SessionHolders } from './data/session-holder.read-model';
import { Sessions } from './data/sessions.repository';
import { SessionService } from './session.service';

/** Global, because the platform's door asks it who comes in. */
@Global()
@Module({
  imports: [records(SessionEntity, CredentialEntity, RoleGrantEntity, ActivationEntity)],
  providers: [
    Sessions,
    SessionHolders,
    SessionService,
    IdentityAccessPolicy,
    { provide: ACCESS_POLICY, useExisting: IdentityAccessPolicy },
  ],
  exports: [SessionService, ACCESS_POLICY],
})
export class IdentityModule {}
