import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonMergeParts } from '#modules/people';

/** What somebody may do follows them; every way in as the merged record ends. */
@Injectable()
export class IdentityMergeParts implements OnModuleInit {
  constructor(private readonly parts: PersonMergeParts) {}

  onModuleInit(): void {
    this.parts.add(
      { table: 'role_grant', column: 'person_id', fate: 'moves', place: 20 },
      { table: 'session', column: 'person_id', fate: 'ends' },
      { table: 'device_session', column: 'person_id', fate: 'ends' },
      {
        table: 'activation',
        column: 'person_id',
        fate: 'stays',
        because: 'a slip or link of the merged record opens nothing while it is merged, and what it was again if that is undone',
      },
    );
  }
}
