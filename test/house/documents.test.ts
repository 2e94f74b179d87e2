import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { toCalendarDate } from '#kernel/calendar-date';
import { toInstant } from '#kernel/instant';
import type { Locale } from '#kernel/locale';
import { loadCatalogues } from '#platform/i18n/catalogue';
import { renderPdf } from '#platform/pdf/render';
import type { PdfDocument } from '#platform/pdf/sheet';
import { bytesToReserve } from '#platform/signing/cms';
import { signPdf } from '#platform/signing/sign-pdf';
import { makeTrialCertificate } from '#platform/signing/trial-certificate';
import { codeOf } from '../../src/modules/accreditation/domain/code';
import type { Snapshot } from '../../src/modules/accreditation/domain/diploma';
import { diplomaDocument } from '../../src/modules/accreditation/web/diploma-sheet';
import { linkSlipDocument } from '../../src/modules/accreditation/web/link-slip-sheet';
import { transcriptDocument } from '../../src/modules/accreditation/web/transcript-sheet';
import { slipDocument } from '../../src/modules/identity/web/slip-sheet';
import { posterDocument } from '../../src/modules/people/web/poster-sheet';
import { complaintsAbout, itWithVeraPdf } from '../support/verapdf';
import { ROOT } from './sources';

const catalogues = loadCatalogues(join(ROOT, 'views/messages'));
const say = (language: Locale, key: string, values = {}): string => catalogues[language].say(key, values);
const AT = toInstant('2027-03-12T00:30:00Z');

const NAMES = [
  ['María de los Ángeles', 'Fernández-Villavicencio Ibáñez'],
  ['Zoë Łucja', 'Dvořák-Øster'],
  ['Nguyễn Thị', 'Ánh Tuyết'],
  ['Ελένη', 'Παπαδοπούλου'],
  ['Наталья', 'Ковалёва'],
  // Marks that no composed letter has, which stand where the typeface says.
  ['M̈ary J̌an', 'O’Brien & Söhne <GmbH>'],
  ['伟', '陈'],
] as const;

const DESIGN: Snapshot['design'] = { template: 'classic', version: 1, paper: 'a4', wording: null };
const OF_A_YEAR: Pick<Snapshot, 'kind' | 'level' | 'unit' | 'parts'> = {
  kind: 'year',
  level: 'applied',
  unit: null,
  parts: ['Mi trabajo es el cliente', 'Decir que no'].map((title, index) => ({
    unit: `0${index}`,
    title,
    hours: 1.5,
    completedOn: toCalendarDate('2027-03-11'),
  })),
};

const snapshot = ([givenName, familyName]: readonly [string, string], logoHash: string | null = null): Snapshot => ({
  format: 2,
  kind: 'unit',
  level: 'learned',
  design: DESIGN,
  code: codeOf('7K3QM2XW9AHJ4TZ8CRV6'),
  locale: 'es',
  holder: { givenName, familyName, personCode: 'E003' },
  award: { title: 'Mi trabajo es el cliente', hours: 1.5, skills: ['Cuidar los momentos de verdad'] },
  unit: { unit: '01', edition: 1, contentHash: 'abc' },
  parts: [],
  round: '2027-1',
  completedOn: toCalendarDate('2027-03-11'),
  issuedOn: toCalendarDate('2027-03-12'),
  issuer: { name: 'Andina & Cía. «Öffentlich»', hue: 185, logoHash, sealHash: null },
  signatories: [
    { name: null, title: 'Dirección general', signatureHash: null },
    { name: 'Ada Aguilar', title: 'Responsable del programa', signatureHash: null },
  ],
  verifyAt: 'https://cadencia.example.com/verify/7K3QM-2XW9A-HJ4TZ-8CRV6',
});

const slips = slipDocument({
  title: say('es', 'identity.slip.document'),
  language: 'es',
  createdAt: AT,
  company: 'Andina de Servicios',
  slips: NAMES.map(([givenName, familyName], index) => ({
    givenName,
    familyName,
    personCode: 'E003',
    code: 'ABCDEFGHJK',
    kind: index % 2 === 0 ? 'pin' : 'password',
    language: index % 2 === 0 ? 'es' : 'en',
  })),
  linkOf: (code) => `https://cadencia.example.com/activate/${code}`,
  address: 'cadencia.example.com/activate',
  say,
  untilIn: () => '30 abr 2027',
});

const poster = posterDocument({
  company: 'Andina de Servicios',
  site: 'Almacén central',
  link: 'https://cadencia.example.com/join/ABCDEFGHJK',
  address: 'cadencia.example.com/join/ABCDEFGHJK',
  createdAt: AT,
  languages: ['es', 'en'],
  say,
});

const SEE_THROUGH = Buffer.from(
  new Resvg(
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><circle cx="45" cy="15" r="14" fill="teal" fill-opacity="0.5"/></svg>',
  )
    .render()
    .asPng(),
);
const JPEG = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAGABADAREAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAb/xAAZEAABBQAAAAAAAAAAAAAAAAAAAgQWUZH/xAAWAQEBAQAAAAAAAAAAAAAAAAAAAwT/xAAYEQACAwAAAAAAAAAAAAAAAAAAAQITFP/aAAwDAQACEQMRAD8AqIg2tOFbGYcUREG1pwWMYon/2Q==',
  'base64',
);

const FOR_A_PRESS = Buffer.from(
  '/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwAbEhQXFBEbFxYXHhwbIChCKyglJShROj0wQmBVZWRfVV1baniZgWpxkHNbXYW1hpCeo6utq2eAvMm6pseZqKuk/9sAQwEcHh4oIyhOKytOpG5dbqSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSk/8AAFAgABgAQBAEiAAIRAQMRAQQiAP/EABUAAQEAAAAAAAAAAAAAAAAAAAAF/8QAGRABAAIDAAAAAAAAAAAAAAAAAAJRARQV/8QAFQEBAQAAAAAAAAAAAAAAAAAAAgP/xAAZEQABBQAAAAAAAAAAAAAAAAAAAQMSE1H/2gAOBAEAAhEDEQQAAD8AgbM7NmdgMUL3OaWObC8HNheAf//Z',
  'base64',
);

const PICTURES = new Map([
  ['png', SEE_THROUGH],
  ['jpeg', JPEG],
  ['cmyk', FOR_A_PRESS],
]);

const sayIn = (language: Locale) => (key: string, values?: Readonly<Record<string, string | number>>) => say(language, key, values);

const linkSlip = linkSlipDocument({
  company: 'Andina & Cía. «Öffentlich»',
  holder: NAMES[0].join(' '),
  personCode: 'E003',
  address: `https://cadencia.example.com/d/${'kR3_x-9Qa'.repeat(5).slice(0, 43)}`,
  language: 'es',
  paper: 'letter',
  createdAt: AT,
  madeOn: '12 de marzo de 2027',
  say: sayIn('es'),
});

const transcript = (units: number, [givenName, familyName]: readonly [string, string]) =>
  transcriptDocument({
    transcript: {
      units: Array.from({ length: units }, (_, index) => ({
        title: index % 3 === 0 ? 'Mi trabajo es el cliente' : 'Cada queja, una oportunidad de quedar bien con quien vuelve a comprar',
        hours: 1.5,
        completedOn: toCalendarDate('2027-03-11'),
        round: index === 0 ? null : `2027-${index}`,
        code: '7K3QM-2XW9A-HJ4TZ-8CRV6',
        level: index % 4 === 0 ? 'applied' : 'learned',
      })),
      hours: units * 1.5,
      skills: ['Cuidar los momentos de verdad', 'Escuchar antes de responder'],
      awards: [{ title: 'Año 2027 de cultura de servicio', issuedOn: toCalendarDate('2027-09-01'), code: '7K3QM-2XW9A-HJ4TZ-8CRV6' }],
    },
    holder: `${givenName} ${familyName}`,
    personCode: 'E003',
    company: 'Andina & Cía. «Öffentlich»',
    hue: 185,
    language: 'es',
    paper: 'a4',
    createdAt: AT,
    verifyAt: 'https://cadencia.example.com/verify',
    say: sayIn('es'),
    date: (date) => date,
    number: String,
    madeOn: '12 de marzo de 2027',
  });

const documents: Readonly<Record<string, PdfDocument>> = {
  slips,
  poster,
  'link-slip': linkSlip,
  'transcript-of-nothing': transcript(0, NAMES[6]),
  'transcript-of-years': transcript(60, NAMES[0]),
  'diploma-png': diplomaDocument(snapshot(NAMES[0], 'png'), PICTURES),
  'diploma-jpeg': diplomaDocument(snapshot(NAMES[1], 'jpeg'), PICTURES),
  'diploma-cmyk': diplomaDocument(snapshot(NAMES[1], 'cmyk'), PICTURES),
  'diploma-of-a-year': diplomaDocument(
    { ...snapshot(NAMES[0], 'png'), ...OF_A_YEAR, design: { ...DESIGN, template: 'modern', paper: 'letter' } },
    PICTURES,
  ),
  'diploma-of-a-programme': diplomaDocument(
    { ...snapshot(NAMES[0]), ...OF_A_YEAR, kind: 'programme', design: { ...DESIGN, template: 'sober' } },
    PICTURES,
  ),
  ...Object.fromEntries(NAMES.map((name, index) => [`diploma-${index}`, diplomaDocument(snapshot(name), PICTURES)])),
};

async function signed(document: PdfDocument): Promise<Buffer> {
  const certificate = await makeTrialCertificate('Andina & Cía.', AT);
  const reserve = bytesToReserve(certificate, { timestamp: false });
  const place = { reserve, name: 'Andina & Cía.', reason: 'Diploma de una unidad', location: 'Bogotá', at: AT };
  return signPdf(await renderPdf(document, { signature: place }), certificate);
}

describe('the documents that we make', () => {
  itWithVeraPdf('are PDF/A-2a and PDF/UA-1 at once', async () => {
    const files = new Map<string, Buffer>();
    for (const [name, document] of Object.entries(documents)) files.set(name, await renderPdf(document));
    files.set('diploma-signed', await signed(diplomaDocument(snapshot(NAMES[0]), PICTURES)));
    expect(complaintsAbout(files)).toEqual([]);
  });

  it('are the same bytes in another process, in another time zone, and after any other', async () => {
    const script = `
      const { createHash } = require('node:crypto');
      const { renderPdf } = require(process.argv[1]);
      const documents = JSON.parse(require('node:fs').readFileSync(0, 'utf8'), (_, value) => (value && value.type === 'Buffer' ? Buffer.from(value.data) : value));
      (async () => {
        let bytes;
        for (const document of documents) bytes = await renderPdf(document);
        console.log(new Date(2027, 2, 1).getTimezoneOffset(), createHash('sha256').update(bytes).digest('hex'));
      })();
    `;
    const drawnIn = (zone: string, document: PdfDocument, after: readonly PdfDocument[] = []): string =>
      execFileSync(process.execPath, ['-e', script, join(ROOT, 'dist/platform/pdf/render.js')], {
        input: JSON.stringify([...after, document]),
        encoding: 'utf8',
        env: { ...process.env, TZ: zone },
      });
    for (const name of ['diploma-png', 'slips'] as const) {
      const document = documents[name]!;
      const digest = createHash('sha256')
        .update(await renderPdf(document))
        .digest('hex');
      expect(drawnIn('Pacific/Kiritimati', document)).toBe(`-840 ${digest}\n`);
      const others = Object.values(documents).filter((other) => other !== document);
      expect(drawnIn('America/Los_Angeles', document, others)).toBe(`480 ${digest}\n`);
      expect(drawnIn('America/Los_Angeles', document, others.reverse())).toBe(`480 ${digest}\n`);
    }
  });
});
