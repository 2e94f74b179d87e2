import { z } from 'zod';

export const YEAR_UNITS = { least: 2, most: 6 } as const;
export const STEP_UNITS = { least: 2, most: 60 } as const;
export const MOST_STEPS = 8;

const isStep = (step: number): boolean => Number.isInteger(step) && step >= STEP_UNITS.least && step <= STEP_UNITS.most;

/** Left empty, a field means that there is no such diploma. */
export const ladderForm = z.object({
  year: z
    .string('accreditation.ladder.form.year')
    .trim()
    .transform((typed) => (typed === '' ? null : Number(typed)))
    .refine(
      (units) => units === null || (Number.isInteger(units) && units >= YEAR_UNITS.least && units <= YEAR_UNITS.most),
      'accreditation.ladder.form.year',
    ),
  programme: z
    .string('accreditation.ladder.form.programme')
    .transform((typed) =>
      [
        ...new Set(
          typed
            .split(/[\s,;]+/)
            .filter(Boolean)
            .map(Number),
        ),
      ].sort((a, b) => a - b),
    )
    .refine((steps) => steps.every(isStep) && steps.length <= MOST_STEPS, 'accreditation.ladder.form.programme'),
});
