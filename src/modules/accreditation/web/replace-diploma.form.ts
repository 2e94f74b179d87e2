import { z } from 'zod';

const name = (missing: string) => z.string().trim().min(1, missing).max(200, 'accreditation.form.too-long');

export const replaceDiplomaForm = z.object({
  givenName: name('accreditation.form.given-name'),
  familyName: name('accreditation.form.family-name'),
  reason: z.string().trim().min(10, 'accreditation.form.reason').max(500, 'accreditation.form.too-long'),
});
