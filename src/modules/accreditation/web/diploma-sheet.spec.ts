import { toCalendarDate } from '#kernel/calendar-date';
import { widthOf } from '#platform/pdf/measure';
import { renderPdf } from '#platform/pdf/render';
import { type PlacedText, type Sheet } from '#platform/pdf/sheet';
import { sheetAsSvg } from '#platform/pdf/svg';
import { isWritable } from '#platform/pdf/writable';
import { codeOf } from '../domain/code';
import type { Snapshot } from '../domain/diploma';
import { diplomaDocument, diplomaSheet } from './diploma-sheet';

const chi: Snapshot = {
  format: 2,
  kind: 'unit',
  level: 'learned',
  design: { template: 'classic', version: 1, paper: 'a4', wording: null },
  code: codeOf('7K3QM2XW9AHJ4TZ8CRV6'),
  locale: 'es',
  holder: { givenName: 'Chi', familyName: 'Chávez', personCode: 'E003' },
  unit: { unit: '01-mi-trabajo-es-el-cliente', edition: 1, contentHash: 'abc' },
  parts: [],
  award: {
    title: 'Mi trabajo es el cliente',
    hours: 1.5,
    skills: ['Identificar a sus clientes de adentro y de afuera', 'Cuidar los momentos de verdad de su puesto', 'Aplicar los seis básicos'],
  },
  round: '2027-1',
  completedOn: toCalendarDate('2027-03-11'),
  issuedOn: toCalendarDate('2027-03-12'),
  issuer: { name: 'Andina de Servicios', hue: 185, logoHash: null, sealHash: null },
  signatories: [
    { name: null, title: 'Dirección general', signatureHash: null },
    { name: 'Ada Aguilar', title: 'Responsable del programa', signatureHash: null },
  ],
  verifyAt: 'https://cadencia.example.com/verify/7K3QM-2XW9A-HJ4TZ-8CRV6',
};

const NONE: ReadonlyMap<string, Buffer> = new Map();
const named = (givenName: string, familyName: string): Snapshot => ({ ...chi, holder: { ...chi.holder, givenName, familyName } });
const texts = (sheet: Sheet): readonly PlacedText[] => sheet.items.filter((item): item is PlacedText => item.kind === 'text');
const linesOf = (snapshot: Snapshot) => texts(diplomaSheet(snapshot, NONE)).map(({ lines }) => lines.join(' / '));
const nameOf = (snapshot: Snapshot) => texts(diplomaSheet(snapshot, NONE))[4];

const LONG = named('María de los Ángeles', 'Fernández-Villavicencio Echeverría');
const LONGEST: Snapshot = {
  ...named('María de los Ángeles Guadalupe Concepción', 'Fernández-Villavicencio y Echeverría de la Torre Ugarte'),
  award: {
    ...chi.award,
    title: 'Reconocer, recibir y resolver: cómo un reclamo bien atendido se vuelve la mejor razón para volver a nuestra casa',
    skills: [...chi.award.skills, ...chi.award.skills],
  },
  issuer: { ...chi.issuer, name: 'Servicios Integrales de Comercialización y Distribución del Altiplano, S. A. de C. V.' },
};

describe('the sheet of a diploma', () => {
  it('says everything, from above downwards, in the order in which it is read', () => {
    expect(linesOf(chi)).toEqual([
      'AS',
      'Andina de Servicios',
      'Diploma',
      'se otorga a',
      'Chi Chávez',
      'por haber completado, con su práctica y su prueba, la unidad',
      'Mi trabajo es el cliente',
      '1,5 horas de formación',
      'Competencias certificadas',
      'Identificar a sus clientes de adentro y de afuera · Cuidar los momentos de verdad de su puesto · Aplicar los seis básicos',
      'Completada el 11 de marzo de 2027 · Expedida el 12 de marzo de 2027',
      'Dirección general',
      'Ada Aguilar',
      'Responsable del programa',
      '7K3QM-2XW9A-HJ4TZ-8CRV6',
      'Verifique este diploma en cadencia.example.com/verify',
    ]);
  });

  it('says it in English too', () => {
    const lines = linesOf({ ...chi, locale: 'en', issuedOn: chi.completedOn });
    expect(lines).toContain('is awarded to');
    expect(lines).toContain('1.5 hours of training');
    expect(lines).toContain('Completed and issued on 11 March 2027');
  });

  it('breaks a long name between given and family names, and leaves a short one large', () => {
    expect(nameOf(LONG)?.lines).toEqual(['María de los Ángeles', 'Fernández-Villavicencio Echeverría']);
    expect(nameOf(LONG)?.size).toBeGreaterThan(38);
    expect(nameOf(named('Li', 'Bo'))).toMatchObject({ lines: ['Li Bo'], size: 48 });
  });

  it('keeps every text inside the frame and apart from the one above it, with the longest words there are', () => {
    for (const snapshot of [chi, LONG, LONGEST, named('Li', 'Bo')]) {
      const placed = texts(diplomaSheet(snapshot, NONE));
      for (const { lines, size, x, y, align, font, tracking, features, leading } of placed) {
        for (const line of lines) {
          const width = widthOf(line, size, { font, tracking, features });
          const left = align === 'centre' ? x - width / 2 : x;
          expect([line, left > 60 && left + width < 782]).toEqual([line, true]);
        }
        expect(y).toBeGreaterThan(60);
        expect(y + (lines.length - 1) * (leading ?? 0)).toBeLessThan(541);
      }
      const column = placed.filter(({ x, role }) => x > 400 && x < 440 && role !== null);
      column.slice(1).forEach((text, index) => {
        const above = column[index];
        const foot = above === undefined ? 0 : above.y + (above.lines.length - 1) * (above.leading ?? 0);
        expect([text.lines[0], text.y - foot >= text.size * 0.85]).toEqual([text.lines[0], true]);
      });
    }
  });

  it('prints the code of a person whose name our typefaces cannot write, and no empty boxes', () => {
    const lines = linesOf(named('伟', '陈'));
    expect(lines).toContain('Persona E003');
    expect(lines).toContain('Su nombre, escrito en su propio alfabeto, se lee en la página de verificación.');
    for (const text of texts(diplomaSheet({ ...named('伟', '陈'), issuer: { ...chi.issuer, name: '公司' } }, NONE)))
      for (const line of text.lines) expect(isWritable(line, text.font)).toBe(true);
    expect(linesOf(named('Ελένη', 'Ковалёва'))).toContain('Ελένη Ковалёва');
  });

  it('shows the logo where there is one, with what it is in words', () => {
    const logo = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');
    const withLogo = { ...chi, issuer: { ...chi.issuer, logoHash: 'x' } };
    const image = diplomaSheet(withLogo, new Map([['x', logo]])).items.find((item) => item.kind === 'image');
    expect(image).toMatchObject({ alt: 'Emblema de Andina de Servicios' });
    expect(linesOf(chi)[0]).toBe('AS');
  });

  it('is the same bytes each time it is drawn', async () => {
    const [first, again] = [await renderPdf(diplomaDocument(LONG, NONE)), await renderPdf(diplomaDocument(LONG, NONE))];
    expect(again.equals(first)).toBe(true);
    expect(first.length).toBeLessThan(80_000);
    expect(first.toString('latin1')).toContain('/CreationDate');
  });

  it('becomes a picture for a page, with nothing in it that a page would run', () => {
    const svg = sheetAsSvg(diplomaSheet(named('<script>alert(1)</script>', '"><img>'), NONE), 'Diploma de "Chi" & <b>');
    expect(svg).toContain('aria-label="Diploma de &quot;Chi&quot; &amp; &lt;b&gt;"');
    expect(svg).not.toMatch(/<script|<img|\sstyle=/);
  });
});
