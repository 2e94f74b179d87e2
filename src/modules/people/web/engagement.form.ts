import { z } from 'zod';
import { isId } from '#kernel/id';
import { day, line, needed, optionalLastDay } from './fields.form';
import { DETAIL_FIELDS, details } from './person.form';

export const PLACE_FIELDS = ['team', 'site', 'jobTitle', 'managerCode'] as const;
export const ENGAGEMENT_FIELDS = ['kind', 'supplier', ...PLACE_FIELDS, 'fromOn', 'untilOn'] as const;
export const NEW_PERSON_FIELDS = ['personCode', ...DETAIL_FIELDS, ...ENGAGEMENT_FIELDS] as const;

const placement = { team: line(200), site: line(200), jobTitle: line(200), managerCode: line(60) };

const engagement = {
  kind: z.enum(['staff', 'contractor'], 'person.form.kind'),
  supplier: line(200),
  ...placement,
  fromOn: day,
  untilOn: optionalLastDay,
};

const withSupplier = ({ kind, supplier }: { readonly kind: string; readonly supplier: string | null }) =>
  kind === 'staff' || supplier !== null;
const SUPPLIER = { path: ['supplier'], message: 'person.form.supplier' };

export const moveForm = z.object({ ...placement, on: day });

export const endForm = z.object({ lastOn: day });

/** `closing` is the engagement that ends the day before; empty when the new one goes on beside the others. */
export const startForm = z
  .object({ ...engagement, closing: z.string().optional() })
  .refine(withSupplier, SUPPLIER)
  .refine(({ closing }) => closing === undefined || closing === '' || isId(closing), { path: ['closing'], message: 'person.form.closing' });

export const newPersonForm = z
  .object({ personCode: needed(60, 'person.form.code'), ...details, ...engagement })
  .refine(withSupplier, SUPPLIER);
