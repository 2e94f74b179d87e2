import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { newId } from '#kernel/id';
import { FALLBACK_LOCALE, type Locale } from '#kernel/locale';
import { Clock } from './clock';

/** Contexts for work that no person asked for: jobs and the command line. */
@Injectable()
export class Contexts {
  constructor(private readonly clock: Clock) {}

  system(name: string, locale: Locale = FALLBACK_LOCALE): Context {
    return {
      actor: { kind: 'system', name },
      now: this.clock.now(),
      today: this.clock.today(),
      zone: this.clock.zone,
      locale,
      requestId: newId(),
    };
  }
}
