import { z } from 'zod';
import { isId, type PersonId, type SiteId, type SupplierId, type TeamId } from '#kernel/id';
import { DOWNLOAD_KINDS } from '../domain/download';

/** A list whose first choice is empty counts as not chosen in a browser: all of them have a name of their own. */
export const ALL = 'all';

const idOrAll = <Id extends string>() =>
  z
    .string()
    .default(ALL)
    .refine((text) => text === ALL || isId(text), 'accreditation.form.choice')
    .transform((text) => (text === ALL ? null : (text as Id)));

export const askDownloadForm = z.object({
  whose: z.enum(['line', 'suppliers', 'everybody'], 'accreditation.form.whose'),
  /** HR names another manager; everybody else is their own. */
  manager: z
    .string()
    .default('')
    .refine((text) => text === '' || isId(text), 'accreditation.form.whose')
    .transform((text) => (text === '' ? null : (text as PersonId))),
  round: z
    .string()
    .max(20, 'accreditation.form.choice')
    .default(ALL)
    .transform((text) => (text === ALL || text === '' ? null : text)),
  team: idOrAll<TeamId>(),
  site: idOrAll<SiteId>(),
  supplier: idOrAll<SupplierId>(),
  kind: z.enum(DOWNLOAD_KINDS, 'accreditation.form.kind'),
});

export type AskedDownload = z.output<typeof askDownloadForm>;
