import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { newId, newReadableCode, newSecret, type PersonId } from '#kernel/id';
import { Config } from '#platform/config/config';
import { type Activation, Activations } from './data/activations.repository';
import { type ActivationPurpose, canonicalSecret, expiryOf, HELP_CODE_LENGTH, SLIP_CODE_LENGTH } from './domain/activation';
import { hashOfActivationSecret } from './secrets';

export interface Issued {
  readonly activation: Activation;
  readonly personId: PersonId;
  /** What the person gets. We keep its hash only. */
  readonly secret: string;
}

/** A message is short: a link in it has 144 bits of chance instead of 256. */
const SMS_SECRET_BYTES = 18;

/** The secrets that let people in, each good once. */
@Injectable()
export class ActivationSecrets {
  constructor(
    private readonly activations: Activations,
    private readonly config: Config,
  ) {}

  /** Inside the unit of work: one for each person, in their order; the ones before it of that purpose no longer work. */
  async issue(
    ctx: Context,
    personIds: readonly PersonId[],
    purpose: Exclude<ActivationPurpose, 'setup'>,
  ): Promise<{ readonly issued: readonly Issued[]; readonly replaced: number }> {
    const replaced = await this.activations.replaceOf(personIds, purpose, ctx.now);
    const issued = personIds.map((personId): Issued => {
      const secret = secretFor(purpose);
      return { personId, secret, activation: this.activationFor(ctx, personId, purpose, secret) };
    });
    await this.activations.add(issued.map(({ activation }) => activation));
    return { issued, replaced };
  }

  find(typed: string): Promise<Activation | null> {
    return this.activations.bySecret(this.hashOf(canonicalSecret(typed)));
  }

  /** Where the QR code of a slip and the button of a mail lead. */
  addressOf(secret: string): string {
    return `${this.config.publicUrl}/activate/${secret}`;
  }

  private activationFor(ctx: Context, personId: PersonId, purpose: ActivationPurpose, secret: string): Activation {
    return {
      id: newId(),
      personId,
      purpose,
      secretHash: this.hashOf(secret),
      createdAt: ctx.now,
      createdBy: ctx.actor.kind === 'person' ? ctx.actor.personId : null,
      expiresAt: expiryOf(purpose, ctx.now),
      usedAt: null,
      replacedAt: null,
    };
  }

  private hashOf(secret: string): string {
    return hashOfActivationSecret(this.config.secretKey, secret);
  }
}

function secretFor(purpose: Exclude<ActivationPurpose, 'setup'>): string {
  switch (purpose) {
    case 'slip':
      return newReadableCode(SLIP_CODE_LENGTH);
    case 'help':
      return newReadableCode(HELP_CODE_LENGTH);
    case 'link':
      return newSecret();
    case 'sms':
    case 'forgot':
      return newSecret(SMS_SECRET_BYTES);
  }
}
