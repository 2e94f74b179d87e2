import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { FieldErrors } from '#platform/http/forms';
import { page, type Reply } from '#platform/http/reply';
import { type View, ViewEngine } from '#platform/views/engine';
import { type Step, STEPS } from '../domain/draft';
import type { LinkRefusal } from '../setup.service';

export interface StepPage {
  readonly secret: string;
  readonly step: Step;
  readonly view: View;
  readonly errors: FieldErrors;
  /** The fields of the page, so that each has its place for an error. */
  readonly fields: readonly string[];
}

/** The three pages of the set-up share a stepper, their errors and their way back. */
@Injectable()
export class SetupPages {
  constructor(private readonly views: ViewEngine) {}

  say(ctx: Context, key: string, values: Readonly<Record<string, string | number>> = {}): string {
    return this.views.say(ctx.locale, key, values);
  }

  step(ctx: Context, { secret, step, view, errors, fields }: StepPage): Reply {
    const here = STEPS.indexOf(step);
    const said = Object.entries(errors).map(([field, key]) => ({ field, message: this.say(ctx, key) }));
    const steps = STEPS.map((one, index) => ({
      label: this.say(ctx, `setup.steps.${one}`),
      state: index < here ? 'done' : index === here ? 'current' : 'todo',
      href: index < here ? `/setup/${secret}/${one}` : null,
      note: null,
    }));
    const shared = {
      steps,
      action: `/setup/${secret}/${step}`,
      errors: Object.fromEntries(fields.map((field) => [field, said.find((error) => error.field === field)?.message ?? null])),
      errorList: said.length > 0 ? said : null,
    };
    return page(`setup/${step}`, { ...view, ...shared }, { layout: 'bare', status: said.length > 0 ? 422 : 200 });
  }

  over(ctx: Context, refusal: LinkRefusal): Reply {
    const view = { what: this.say(ctx, `setup.over.${refusal}`), isSetUp: refusal === 'used' };
    return page('setup/over', view, { layout: 'bare', status: refusal === 'used' ? 410 : 404 });
  }
}
