import { type CalendarDate } from '#kernel/calendar-date';
import type { Locale } from '#kernel/locale';

export interface DiplomaWords {
  readonly heading: string;
  readonly awardedTo: string;
  readonly forCompleting: string;
  readonly skills: string;
  readonly hours: (hours: number) => string;
  readonly dates: (completedOn: CalendarDate, issuedOn: CalendarDate) => string;
  readonly verify: string;
  readonly qr: (address: string) => string;
  readonly mark: (company: string) => string;
  readonly personWithCode: (code: string) => string;
  readonly nameInOwnScript: string;
  readonly signature: (who: string) => string;
  readonly seal: (company: string) => string;
  /** The seal of what was seen in the person's daily work. */
  readonly applied: { readonly text: string; readonly alt: string };
  readonly units: string;
  readonly year: (year: string) => Pick<DiplomaWords, 'heading' | 'forCompleting'>;
  readonly programme: (units: number) => Pick<DiplomaWords, 'heading' | 'forCompleting'>;
  readonly rankDates: (completedOn: CalendarDate, issuedOn: CalendarDate) => string;
  readonly shortHours: (hours: number) => string;
  readonly shortDate: (date: CalendarDate) => string;
  readonly documentTitle: (holder: string, unit: string) => string;
}

// The wording of template 1. It is frozen with the template and so stands here, not in the catalogue of messages, where an
// improved sentence would change diplomas that were issued years ago. For the same reason dates and numbers are written here,
// not by Intl, whose words change from one release of Node to the next.
export const WORDS: Readonly<Record<Locale, DiplomaWords>> = {
  es: {
    heading: 'Diploma',
    awardedTo: 'se otorga a',
    forCompleting: 'por haber completado, con su práctica y su prueba, la unidad',
    skills: 'Competencias certificadas',
    hours: (hours) => `${String(hours).replace('.', ',')} ${hours === 1 ? 'hora' : 'horas'} de formación`,
    dates: (completedOn, issuedOn) =>
      completedOn === issuedOn
        ? `Completada y expedida el ${inSpanish(issuedOn)}`
        : `Completada el ${inSpanish(completedOn)} · Expedida el ${inSpanish(issuedOn)}`,
    verify: 'Verifique este diploma en',
    qr: (address) => `Código QR que lleva a la verificación de este diploma: ${address}`,
    mark: (company) => `Emblema de ${company}`,
    personWithCode: (code) => `Persona ${code}`,
    nameInOwnScript: 'Su nombre, escrito en su propio alfabeto, se lee en la página de verificación.',
    signature: (who) => `Firma de ${who}`,
    seal: (company) => `Sello de ${company}`,
    applied: {
      text: 'Aplicado en el puesto',
      alt: 'Sello «Aplicado en el puesto»: lo aprendido se observó en el trabajo diario de la persona',
    },
    units: 'unidades',
    year: (year) => ({ heading: `Diploma anual ${year}`, forCompleting: 'por haber completado cada unidad, con su práctica y su prueba' }),
    programme: (units) => ({
      heading: `Diploma del programa: ${unitsInSpanish(units)}`,
      forCompleting: 'por haber completado cada unidad, con su práctica y su prueba',
    }),
    rankDates: (completedOn, issuedOn) =>
      completedOn === issuedOn
        ? `Completado y expedido el ${inSpanish(issuedOn)}`
        : `Completado el ${inSpanish(completedOn)} · Expedido el ${inSpanish(issuedOn)}`,
    shortHours: (hours) => `${String(hours).replace('.', ',')} h`,
    shortDate: (date) => short('es', date),
    documentTitle: (holder, unit) => `Diploma de ${holder}: ${unit}`,
  },
  en: {
    heading: 'Diploma',
    awardedTo: 'is awarded to',
    forCompleting: 'for completing, with its practice and its test, the unit',
    skills: 'Certified skills',
    hours: (hours) => `${hours} ${hours === 1 ? 'hour' : 'hours'} of training`,
    dates: (completedOn, issuedOn) =>
      completedOn === issuedOn
        ? `Completed and issued on ${inEnglish(issuedOn)}`
        : `Completed on ${inEnglish(completedOn)} · Issued on ${inEnglish(issuedOn)}`,
    verify: 'Verify this diploma at',
    qr: (address) => `QR code that leads to the verification of this diploma: ${address}`,
    mark: (company) => `Emblem of ${company}`,
    personWithCode: (code) => `Person ${code}`,
    nameInOwnScript: 'The holder’s name, in its own script, is on the verification page.',
    signature: (who) => `Signature of ${who}`,
    seal: (company) => `Seal of ${company}`,
    applied: {
      text: 'Applied on the job',
      alt: 'Seal “Applied on the job”: what was learned was observed in the person’s daily work',
    },
    units: 'units',
    year: (year) => ({ heading: `Diploma of the year ${year}`, forCompleting: 'for completing each unit, with its practice and its test' }),
    programme: (units) => ({
      heading: `Diploma of the programme: ${unitsInEnglish(units)}`,
      forCompleting: 'for completing each unit, with its practice and its test',
    }),
    rankDates: (completedOn, issuedOn) =>
      completedOn === issuedOn
        ? `Completed and issued on ${inEnglish(issuedOn)}`
        : `Completed on ${inEnglish(completedOn)} · Issued on ${inEnglish(issuedOn)}`,
    shortHours: (hours) => `${hours} h`,
    shortDate: (date) => short('en', date),
    documentTitle: (holder, unit) => `Diploma of ${holder}: ${unit}`,
  },
};

const MONTHS = {
  es: ['enero', 'febrero', 'marzo', 'abril', 'mayo', 'junio', 'julio', 'agosto', 'septiembre', 'octubre', 'noviembre', 'diciembre'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
} as const;

const inSpanish = (date: CalendarDate): string => `${Number(date.slice(8))} de ${monthOf('es', date)} de ${date.slice(0, 4)}`;
const inEnglish = (date: CalendarDate): string => `${Number(date.slice(8))} ${monthOf('en', date)} ${date.slice(0, 4)}`;
const monthOf = (locale: Locale, date: CalendarDate): string => MONTHS[locale][Number(date.slice(5, 7)) - 1] ?? '';
const short = (locale: Locale, date: CalendarDate): string =>
  `${Number(date.slice(8))} ${monthOf(locale, date).slice(0, 3)} ${date.slice(0, 4)}`;

const NUMERALS = {
  es: ['una', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve', 'diez'],
  en: ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
} as const;

const numeral = (locale: Locale, number: number): string => NUMERALS[locale][number - 1] ?? String(number);
const unitsInSpanish = (units: number): string => `${numeral('es', units)} ${units === 1 ? 'unidad' : 'unidades'}`;
const unitsInEnglish = (units: number): string => `${numeral('en', units)} ${units === 1 ? 'unit' : 'units'}`;
