import { z } from 'zod';
import { REVOCATION_REASONS } from '../domain/revocation';

export const revokeDiplomaForm = z.object({
  reason: z.enum(REVOCATION_REASONS, { message: 'accreditation.form.reason-class' }),
  note: z.string().trim().min(10, 'accreditation.form.note').max(500, 'accreditation.form.too-long'),
});
