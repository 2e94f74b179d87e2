import { z } from 'zod';
import { day, language, line, needed } from './fields.form';

export const JOIN_FIELDS = [
  'givenName',
  'familyName',
  'employerKind',
  'employer',
  'phone',
  'personCode',
  'team',
  'manager',
  'language',
] as const;

const names = { givenName: needed(200, 'person.form.given-name'), familyName: needed(200, 'person.form.family-name') };

export const joinForm = z
  .object({
    ...names,
    employerKind: z.enum(['staff', 'contractor'], 'joining.form.employer-kind'),
    employer: line(200),
    phone: line(40),
    personCode: line(60),
    team: line(200),
    manager: line(200),
    language,
  })
  .refine(({ employerKind, employer }) => employerKind === 'staff' || employer !== null, {
    path: ['employer'],
    message: 'joining.form.employer',
  });

export const PROPOSE_FIELDS = [
  'supplierId',
  'givenName',
  'familyName',
  'nationalId',
  'phone',
  'team',
  'jobTitle',
  'fromOn',
  'language',
] as const;

export const proposeForm = z.object({
  supplierId: z.string('joining.form.supplier').min(1, 'joining.form.supplier'),
  ...names,
  nationalId: line(40),
  phone: line(40),
  team: line(200),
  jobTitle: line(200),
  fromOn: day,
  language,
});

export const leaverForm = z.object({ lastOn: day });

export const declineForm = z.object({ reason: needed(500, 'joining.form.reason') });
