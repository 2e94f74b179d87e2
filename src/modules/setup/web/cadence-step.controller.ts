import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { addDays } from '#kernel/calendar-date';
import type { Context } from '#kernel/context';
import { SESSION_SECONDS } from '#modules/identity';
import { EARLIEST_MONTHS, LATEST_MONTHS, blackoutAllowed, USUAL_CADENCE, WINDOW_WEEKS } from '#modules/programme';
import { Public } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { type FieldErrors, parseForm, typedValues } from '#platform/http/forms';
import { redirect, type Reply } from '#platform/http/reply';
import { sayDate } from '#platform/i18n/dates';
import { type Draft, kept, type Typed } from '../domain/draft';
import { Drafts } from '../drafts.service';
import { SetupService } from '../setup.service';
import { beginningFrom } from './beginning';
import { blackoutForm } from './cadence-step.form';
import { SetupPages } from './setup-pages';

const TYPED = ['cadenceMonths', 'windowWeeks', 'weekday', 'fromOn', 'lastOn', 'reason'];
const FIELDS = [...TYPED, 'form'];
const NO_BLACKOUT = { fromOn: '', lastOn: '', reason: '' };

/** As much as four years need, many times over. */
const MOST_BLACKOUTS = 60;

@Controller('setup/:secret/cadence')
@Public('there is no account yet: the one-time link is the key')
export class CadenceStepController {
  constructor(
    private readonly setup: SetupService,
    private readonly drafts: Drafts,
    private readonly pages: SetupPages,
  ) {}

  @Get()
  async show(@Ctx() ctx: Context, @Param('secret') secret: string): Promise<Reply> {
    const link = await this.setup.look(ctx, secret);
    return link.ok ? this.form(ctx, secret, await this.drafts.read(), {}) : this.pages.over(ctx, link.refusal);
  }

  /** One form, three wishes: add a black-out, take one away, or finish; each keeps everything that was typed. */
  @Post()
  async save(@Ctx() ctx: Context, @Param('secret') secret: string, @Body() body: unknown): Promise<Reply> {
    const link = await this.setup.look(ctx, secret);
    if (!link.ok) return this.pages.over(ctx, link.refusal);
    const { do: wish = 'finish', ...typed } = typedValues(body);
    const cadence = kept(typed, TYPED);
    const draft = await this.drafts.keep(() => ({ cadence }));
    if (wish === 'back') return redirect(`/setup/${secret}/account`);
    if (wish.startsWith('remove-')) return this.remove(secret, Number(wish.slice('remove-'.length)));
    const typedBlackout = Object.keys(NO_BLACKOUT).some((field) => (cadence[field] ?? '').trim() !== '');
    if (wish === 'add' || typedBlackout) {
      const errors = await this.add(cadence, draft);
      if (errors) return this.form(ctx, secret, draft, errors);
    }
    if (wish !== 'finish') return redirect(`/setup/${secret}/cadence#blackouts`);
    return this.finish(ctx, secret, link.value);
  }

  private async add(typed: Typed, draft: Draft): Promise<FieldErrors | null> {
    const parsed = parseForm(blackoutForm, typed);
    if (!parsed.ok) return parsed.errors;
    if (draft.blackouts.length >= MOST_BLACKOUTS) return { reason: 'setup.form.too-many-blackouts' };
    const allowed = blackoutAllowed(parsed.value);
    if (!allowed.ok)
      return { lastOn: allowed.refusal === 'blackout-too-long' ? 'setup.form.blackout-too-long' : 'setup.form.last-before-first' };
    await this.drafts.keep(({ blackouts }) => ({
      cadence: { ...typed, ...NO_BLACKOUT },
      blackouts: [...blackouts, parsed.value].sort((a, b) => a.fromOn.localeCompare(b.fromOn)),
    }));
    return null;
  }

  private async remove(secret: string, index: number): Promise<Reply> {
    await this.drafts.keep(({ blackouts }) => ({ blackouts: blackouts.filter((_, at) => at !== index) }));
    return redirect(`/setup/${secret}/cadence#blackouts`);
  }

  private async finish(ctx: Context, secret: string, link: Parameters<SetupService['begin']>[1]): Promise<Reply> {
    const draft = await this.drafts.read();
    const beginning = beginningFrom(draft);
    if (!beginning.ok) {
      const still = await this.setup.look(ctx, secret);
      if (!still.ok) return this.pages.over(ctx, still.refusal);
      if (beginning.step === 'cadence') return this.form(ctx, secret, draft, beginning.errors);
      return redirect(`/setup/${secret}/${beginning.step}`, { kind: 'refused', key: 'setup.flash.incomplete' });
    }
    const begun = await this.setup.begin(ctx, link, beginning.value);
    if (begun.ok)
      return redirect('/', { kind: 'done', key: 'setup.flash.done' }, [
        { name: 'session', value: begun.value, maxAgeSeconds: SESSION_SECONDS },
      ]);
    switch (begun.refusal) {
      case 'unknown':
      case 'used':
        return this.pages.over(ctx, begun.refusal);
      case 'code-taken':
      case 'email-taken':
        return redirect(`/setup/${secret}/account`, { kind: 'refused', key: `setup.flash.${begun.refusal}` });
      case 'cadence-refused':
        return this.form(ctx, secret, draft, { form: 'setup.form.cadence' });
    }
  }

  private form(ctx: Context, secret: string, { cadence, blackouts }: Draft, errors: FieldErrors): Reply {
    const usual = Object.fromEntries(Object.entries(USUAL_CADENCE).map(([field, value]) => [field, String(value)]));
    const values: Typed = { ...NO_BLACKOUT, ...usual, ...cadence };
    const option = (field: string, n: number, label: string) => ({ value: String(n), label, selected: values[field] === String(n) });
    const view = {
      values,
      months: range(EARLIEST_MONTHS, LATEST_MONTHS).map((n) =>
        option('cadenceMonths', n, this.pages.say(ctx, 'setup.cadence.months-option', { months: n })),
      ),
      weekdays: range(1, 7).map((n) => option('weekday', n, this.pages.say(ctx, 'setup.cadence.weekday-option', { weekday: n }))),
      least: WINDOW_WEEKS.least,
      most: WINDOW_WEEKS.most,
      blackouts: blackouts.map(({ fromOn, untilOn, reason }, index) => ({
        wish: `remove-${index}`,
        reason,
        dates: this.pages.say(ctx, 'setup.cadence.blackout-dates', {
          from: sayDate(ctx.locale, fromOn, 'short'),
          until: sayDate(ctx.locale, addDays(untilOn, -1), 'short'),
        }),
      })),
    };
    return this.pages.step(ctx, { secret, step: 'cadence', view, errors, fields: FIELDS });
  }
}

const range = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, n) => first + n);
