import { z } from 'zod';
import { isId, type PersonId } from '#kernel/id';
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

/** The same, of somebody whom the roster knows: beside the form of somebody new, so every name is its own. */
export const RETURN_FIELDS = [
  'person',
  'returnKind',
  'returnSupplier',
  'returnTeam',
  'returnSite',
  'returnJob',
  'returnManager',
  'returnFromOn',
] as const;

export const returnerForm = z
  .object({
    person: z.string('joining.form.person').refine(isId, 'joining.form.person'),
    returnKind: engagement.kind,
    returnSupplier: line(200),
    returnTeam: line(200),
    returnSite: line(200),
    returnJob: line(200),
    returnManager: line(60),
    returnFromOn: day,
  })
  .refine(({ returnKind: kind, returnSupplier: supplier }) => withSupplier({ kind, supplier }), {
    path: ['returnSupplier'],
    message: 'person.form.supplier',
  })
  .transform((typed) => ({
    person: typed.person as PersonId,
    kind: typed.returnKind,
    supplier: typed.returnKind === 'staff' ? null : typed.returnSupplier,
    team: typed.returnTeam,
    site: typed.returnSite,
    jobTitle: typed.returnJob,
    managerCode: typed.returnManager,
    fromOn: typed.returnFromOn,
    untilOn: null,
  }));

export const newPersonForm = z
  .object({ personCode: needed(60, 'person.form.code'), ...details, ...engagement })
  .refine(withSupplier, SUPPLIER);
