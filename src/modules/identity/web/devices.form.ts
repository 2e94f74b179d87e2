import { z } from 'zod';
import { isId, type SiteId } from '#kernel/id';

/** For a device that is at no site in particular. */
export const NOWHERE = 'none';

export const deviceForm = z.object({
  name: z.string('identity.form.device-name').trim().min(1, 'identity.form.device-name').max(80, 'identity.form.device-name'),
  // A list whose first choice is empty counts as not chosen in a browser: nowhere has a name of its own.
  site: z
    .string('identity.form.device-site')
    .refine((site) => site === NOWHERE || isId(site), 'identity.form.device-site')
    .transform((site) => (site === NOWHERE ? null : (site as SiteId))),
});

export const pairingForm = z.object({
  code: z.string('identity.form.pairing-code').trim().min(1, 'identity.form.pairing-code').max(20, 'identity.refusal.pairing-unknown'),
});
