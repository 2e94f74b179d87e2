import { z } from 'zod';
import type { Typed } from '../domain/answer';
import { AUDIENCES } from '../domain/progress';

/** Lines of an exercise of order; no lesson has more. */
const MOST_LINES = 12;

const text = z.string().catch('');

/** What a practice sends, whatever its kind; the domain says what is missing. */
export const answerStepForm = z.looseObject({ option: text, text }).transform((fields): Typed => ({
  option: fields.option,
  text: fields.text,
  places: Array.from({ length: MOST_LINES }, (_, index) => text.parse(fields[`place-${index}`])),
}));

export const chooseAudienceForm = z.object({ audience: z.enum(AUDIENCES), step: z.string().regex(/^[a-z0-9-]{1,60}$/) });
