import { toCalendarDate } from '#kernel/calendar-date';
import { widthOf } from '#platform/pdf/measure';
import { renderPdf } from '#platform/pdf/render';
import type { Box, Placed, PlacedText, Sheet } from '#platform/pdf/sheet';
import { sheetAsSvg } from '#platform/pdf/svg';
import { isWritable } from '#platform/pdf/writable';
import { codeOf } from '../domain/code';
import { type Part, PAPERS, type Snapshot, TEMPLATES } from '../domain/diploma';
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

const applied = (snapshot: Snapshot): Snapshot => ({ ...snapshot, level: 'applied' });
const part = (n: number): Part => ({
  unit: `0${n}`,
  title: n % 3 === 0 ? 'La primera impresión: treinta segundos que no se repiten nunca más' : 'Escuchar hasta el final',
  hours: n / 2,
  completedOn: toCalendarDate(`20${26 + n}-09-20`),
});
const ranked = (snapshot: Snapshot, kind: 'year' | 'programme', units: number): Snapshot => ({
  ...snapshot,
  kind,
  unit: null,
  parts: Array.from({ length: units }, (_, n) => part(n + 1)),
});
const signedBy = (snapshot: Snapshot, count: number, hasPictures: boolean): Snapshot => ({
  ...snapshot,
  issuer: { ...snapshot.issuer, ...(hasPictures ? { logoHash: 'wide', sealHash: 'square' } : {}) },
  signatories: Array.from({ length: count }, () => ({
    name: 'María de los Ángeles Fernández-Villavicencio Echeverría',
    title: 'Gerencia Corporativa de Gestión Humana y Responsabilidad Social',
    signatureHash: hasPictures ? 'wide' : null,
  })),
});
const TWELVE: Snapshot = { ...LONGEST, award: { ...LONGEST.award, skills: [...LONGEST.award.skills, ...LONGEST.award.skills] } };

/** The head of a PNG: as much of a picture as a sheet needs to know where it stands. */
const pictured = (width: number, height: number): Buffer => {
  const head = Buffer.from('89504e470d0a1a0a0000000d494844520000000000000000', 'hex');
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return head;
};
const PICTURES = new Map([
  ['wide', pictured(2000, 60)],
  ['tall', pictured(60, 2000)],
  ['square', pictured(400, 400)],
]);

const CASES: Readonly<Record<string, Snapshot>> = {
  plain: chi,
  short: { ...named('Li', 'Bo'), award: { ...chi.award, skills: [] } },
  long: LONG,
  longest: LONGEST,
  'twelve skills': TWELVE,
  'twelve skills, applied, three signing': applied(signedBy(TWELVE, 3, true)),
  'one signing': signedBy(chi, 1, false),
  'one signing, with pictures': signedBy(LONG, 1, true),
  'three signing': signedBy(LONGEST, 3, false),
  'a tall mark': { ...LONG, issuer: { ...chi.issuer, logoHash: 'tall' } },
  'in another script': applied({ ...named('فاطمة', 'الزهراء'), locale: 'en' }),
  'a year': ranked(chi, 'year', 2),
  'a year, longest': applied(ranked(signedBy(LONGEST, 3, true), 'year', 3)),
  'five units': applied(ranked(LONG, 'programme', 5)),
  'ten units': ranked(chi, 'programme', 10),
  'ten units, longest': applied(ranked(signedBy(LONGEST, 3, true), 'programme', 10)),
  'ten units, in English': { ...ranked(LONG, 'programme', 10), locale: 'en' },
};

/** What must stay apart: each line of text, each picture, each drawing that says something. */
function boxesOf(items: readonly Placed[]): readonly (Box & { readonly what: string })[] {
  return items.flatMap((item) => {
    if (item.kind !== 'text') return item.alt === null || !item.box ? [] : [{ ...quiet(item.box, item.alt), what: item.alt }];
    const { lines, size, x, y, align, leading = size * 1.25, role } = item;
    return role === null
      ? []
      : lines.map((line, index) => {
          const width = widthOf(line, size, item);
          const left = align === 'left' ? x : align === 'right' ? x - width : x - width / 2;
          return { what: line, x: left, y: y + index * leading - size * 0.68, width, height: size * 0.86 };
        });
  });
}

/** A code to scan wants four of its modules, an eighth of its side, white around it; but for its own letters, which stand below. */
function quiet(box: Box, alt: string): Box {
  const around = alt.startsWith('Código QR') || alt.startsWith('QR') ? box.width / 8 : 0;
  return { x: box.x - around, y: box.y - around, width: box.width + 2 * around, height: box.height + around };
}

const touch = (a: Box, b: Box): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe.each(TEMPLATES)('the template %s', (template) => {
  it.each(PAPERS.flatMap((paper) => Object.keys(CASES).map((name) => [paper, name] as const)))(
    'keeps everything on the paper, apart and legible: %s, %s',
    (paper, name) => {
      const snapshot = { ...(CASES[name] ?? chi), design: { ...chi.design, template, paper } };
      const { width, height, items } = diplomaSheet(snapshot, PICTURES);
      const boxes = boxesOf(items);
      const margin = template === 'classic' ? 55 : 36;
      const outside = boxes.filter(
        (b) => b.x < margin || b.y < margin || b.x + b.width > width - margin || b.y + b.height > height - margin,
      );
      expect(outside).toEqual([]);
      const meeting = boxes.flatMap((a, index) =>
        boxes
          .slice(index + 1)
          .filter((b) => touch(a, b))
          .map((b) => [a.what, b.what]),
      );
      expect(meeting).toEqual([]);
      const small = texts({ width, height, items }).filter(({ size }) => size < 6);
      expect(small.map(({ lines, size }) => [lines[0], size])).toEqual([]);
    },
  );

  it('prints every letter in an ink that is dark enough in grey, whatever the hue', () => {
    for (let hue = 0; hue < 360; hue += 30)
      for (const snapshot of [applied(chi), applied(ranked(chi, 'programme', 5))]) {
        const issuer = { ...chi.issuer, hue };
        const sheet = diplomaSheet({ ...snapshot, issuer, design: { ...chi.design, template } }, NONE);
        for (const { colour, lines } of texts(sheet)) expect([lines[0], hue, contrastOnWhite(colour) >= 7]).toEqual([lines[0], hue, true]);
      }
  });

  it('shows what was applied with a seal that says so, and a rank by its word and its units', () => {
    const drawn = (snapshot: Snapshot) => diplomaSheet({ ...snapshot, design: { ...chi.design, template } }, NONE);
    const saying = ({ items }: Sheet) => items.map((item) => (item.kind === 'text' ? '' : (item.alt ?? ''))).join();
    expect(saying(drawn(chi))).not.toContain('Aplicado en el puesto');
    expect(saying(drawn(applied(chi)))).toContain('Sello «Aplicado en el puesto»');
    expect(saying(drawn({ ...applied(chi), locale: 'en' }))).toContain('Seal “Applied on the job”');
    const said = texts(drawn(ranked(chi, 'programme', 5))).map(({ lines }) => lines.join(' '));
    expect(said).toContain('Diploma del programa: cinco unidades');
    expect(said.filter((line) => line === 'Escuchar hasta el final')).toHaveLength(4);
    expect(said).toContain('0,5 h · 20 sep 2027');
    expect(texts(drawn(ranked(chi, 'year', 2))).flatMap(({ lines }) => lines)).toContain('Diploma anual 2027');
  });

  it('takes the company’s own words where it has chosen some', () => {
    const wording = { heading: 'Constancia', awardedTo: 'se entrega a', forCompleting: null };
    const own: Snapshot = { ...chi, design: { ...chi.design, template, wording } };
    const said = texts(diplomaSheet(own, NONE)).flatMap(({ lines }) => lines);
    expect(said).toEqual(
      expect.arrayContaining(['Constancia', 'se entrega a', 'por haber completado, con su práctica y su prueba, la unidad']),
    );
  });
});

describe('the sheet of a diploma, classic', () => {
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

function contrastOnWhite(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
}
