import { type CalendarDate, toCalendarDate } from '#kernel/calendar-date';
import type { Locale } from '#kernel/locale';
import type { DiplomaCode } from '../domain/code';
import type { Holder, Part, Snapshot } from '../domain/diploma';
import { type Appearance, snapshotOf } from '../domain/issue';

export const SAMPLES = ['longest', 'shortest', 'other-script', 'no-logo'] as const;
export type SampleName = (typeof SAMPLES)[number];

export const SAMPLE_KINDS = ['unit', 'programme', 'applied'] as const;
export type SampleKind = (typeof SAMPLE_KINDS)[number];

/** A code that nobody was given: whoever looks it up is told so. */
const CODE = '22222-22222-22222-22222' as DiplomaCode;

const HOLDERS: Readonly<Record<SampleName, Holder>> = {
  longest: { givenName: 'María de los Ángeles', familyName: 'Fernández-Villavicencio Echeverría', personCode: 'E0001' },
  shortest: { givenName: 'Li', familyName: 'Bo', personCode: 'E0002' },
  'other-script': { givenName: 'فاطمة', familyName: 'الزهراء', personCode: 'E0003' },
  'no-logo': { givenName: 'Ana', familyName: 'Quispe', personCode: 'E0004' },
};

const WORDS = {
  es: {
    unit: 'Mi trabajo es el cliente',
    programme: 'Programa de cultura de servicio: 5 unidades',
    skills: ['Identificar a sus clientes de adentro y de afuera', 'Cuidar los momentos de verdad de su puesto', 'Aplicar los seis básicos'],
    units: [
      'Mi trabajo es el cliente',
      'La primera impresión',
      'Escuchar hasta el final',
      'Un reclamo es un regalo',
      'La palabra cumplida',
    ],
  },
  en: {
    unit: 'My job is the customer',
    programme: 'Service culture programme: 5 units',
    skills: ['Naming one’s customers, inside and outside', 'Caring for the moments of truth of one’s post', 'Applying the six basics'],
    units: ['My job is the customer', 'The first impression', 'Listening to the end', 'A complaint is a gift', 'A promise kept'],
  },
} as const;

const DAYS = ['2027-03-12', '2027-08-20', '2028-01-28', '2028-06-16', '2028-11-10'].map((day): CalendarDate => toCalendarDate(day));

/** A diploma as it would be, of nobody. */
export function sampleOf(
  { name, kind, locale }: { readonly name: SampleName; readonly kind: SampleKind; readonly locale: Locale },
  look: Appearance,
  { approver, publicUrl }: { readonly approver: string; readonly publicUrl: string },
): Snapshot {
  const words = WORDS[locale];
  const parts = kind === 'programme' ? words.units.map((title, n): Part => partOf(title, n)) : [];
  const appearance = name === 'no-logo' ? { ...look, issuer: { ...look.issuer, logoHash: null } } : look;
  const day = DAYS[kind === 'programme' ? 4 : 0] ?? toCalendarDate('2027-03-12');
  return snapshotOf({
    kind: kind === 'programme' ? 'programme' : 'unit',
    level: kind === 'applied' ? 'applied' : 'learned',
    code: CODE,
    locale,
    holder: HOLDERS[name],
    award: { title: kind === 'programme' ? words.programme : words.unit, hours: kind === 'programme' ? 8.5 : 1.5, skills: words.skills },
    unit: null,
    parts,
    round: null,
    completedOn: day,
    issuedOn: day,
    appearance,
    approver,
    publicUrl,
  });
}

const partOf = (title: string, n: number): Part => ({
  unit: String(n),
  title,
  hours: [1.5, 2, 1.5, 2, 1.5][n] ?? 1,
  completedOn: DAYS[n] ?? toCalendarDate('2027-03-12'),
});
