import { z } from 'zod';
import { isId, type SiteId } from '#kernel/id';

export const deviceForm = z.object({
  name: z.string('identity.form.device-name').trim().min(1, 'identity.form.device-name').max(80, 'identity.form.device-name'),
  site: z
    .string()
    .optional()
    .transform((site) => site ?? '')
    .refine((site) => site === '' || isId(site), 'identity.form.device-site')
    .transform((site) => (site === '' ? null : (site as SiteId))),
});

export const pairingForm = z.object({
  code: z.string('identity.form.pairing-code').trim().min(1, 'identity.form.pairing-code').max(20, 'identity.refusal.pairing-unknown'),
});
