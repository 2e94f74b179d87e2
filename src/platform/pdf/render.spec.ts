import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { Resvg } from '@resvg/resvg-js';
import { toInstant } from '#kernel/instant';
import { renderPdf, renderPdfTo } from './render';
import { qrCode } from './qr';
import { A4_PORTRAIT, type PdfDocument, type PlacedText } from './sheet';

const document: PdfDocument = {
  title: 'Año nuevo: prueba',
  author: 'Ferretería Andina',
  language: 'es',
  createdAt: toInstant('2027-03-12T00:00:00Z'),
  keywords: 'ABC',
  sheets: [
    {
      ...A4_PORTRAIT,
      items: [
        { kind: 'path', alt: null, path: 'M0 0H100', stroke: '#336699', shared: true },
        { kind: 'text', role: 'H1', lines: ['Un título'], x: 50, y: 80, align: 'left', font: 'serif-medium', size: 24, colour: '#000000' },
        {
          kind: 'text',
          role: 'P',
          lines: ['Dos líneas', 'de texto'],
          x: 300,
          y: 120,
          align: 'centre',
          font: 'sans',
          size: 12,
          colour: '#222222',
        },
        qrCode('https://example.com/x', { x: 50, y: 200, width: 80, height: 80 }, '#000000', 'Código QR'),
      ],
    },
  ],
};

const PNG = Buffer.from(
  new Resvg(
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><circle cx="45" cy="15" r="14" fill="teal" fill-opacity="0.5"/></svg>',
  )
    .render()
    .asPng(),
);
describe('drawing a PDF', () => {
  it('gives the same bytes for the same document, also after others were made', async () => {
    const first = await renderPdf(document);
    await renderPdf({ ...document, title: 'Otro', sheets: [...document.sheets, ...document.sheets] });
    const again = await renderPdf(document);
    expect(again.equals(first)).toBe(true);
  });

  it('gives another file for another code', async () => {
    const [one, other] = await Promise.all([renderPdf(document), renderPdf({ ...document, keywords: 'DEF' })]);
    const idOf = (bytes: Buffer) => /\/ID \[<(\w+)>/.exec(bytes.toString('latin1'))?.[1];
    expect(idOf(one)).toMatch(/^[0-9a-f]{32}$/);
    expect(idOf(one)).not.toBe(idOf(other));
  });

  it('is tagged, has a language and shows its title, under one Document, with the typefaces inside', async () => {
    const text = (await renderPdf(document)).toString('latin1');
    expect(text).toContain('/Marked true');
    expect(text).toContain('/Lang (es)');
    expect(text).toContain('/DisplayDocTitle true');
    expect(text.match(/\/S \/Document/g)).toHaveLength(1);
    expect(text.match(/\/S \/Sect\n/g)).toHaveLength(1);
    expect(text.match(/\/S \/(H1|P|Figure)\n/g)).toEqual(['/S /H1\n', '/S /P\n', '/S /Figure\n']);
    expect(text.match(/\/FontFile2/g)).toHaveLength(2);
    expect(text).not.toContain('Helvetica');
  });

  it('refuses a drawing with a description that does not say where it lies', async () => {
    const sheet = { ...A4_PORTRAIT, items: [{ kind: 'path', alt: 'a line', path: 'M0 0H9', stroke: '#000000' } as const] };
    await expect(renderPdf({ ...document, sheets: [sheet] })).rejects.toThrow('box');
  });

  it('says twice what it is, and the same: for people in its properties, for machines as XMP', async () => {
    const text = (await renderPdf({ ...document, title: 'Q&A <1>' })).toString('latin1');
    expect(text).toContain('(Q&A <1>)');
    expect(text).toContain('<rdf:li xml:lang="x-default">Q&amp;A &lt;1&gt;</rdf:li>');
    expect(text.match(/\(D:20270312000000Z\)/g)).toHaveLength(2);
    expect(text.match(/<xmp:(Create|Modify)Date>2027-03-12T00:00:00Z</g)).toHaveLength(2);
    for (const claim of ['<pdfaid:part>2<', '<pdfaid:conformance>A<', '<pdfuaid:part>1<', '/GTS_PDFA1']) expect(text).toContain(claim);
  });

  it('has words in another language read in it', async () => {
    const text = (language: 'es' | 'en') => ({ ...(document.sheets[0]?.items[1] as PlacedText), language });
    const pdf = await renderPdf({ ...document, sheets: [{ ...A4_PORTRAIT, items: [text('es'), text('en')] }] });
    expect(pdf.toString('latin1').match(/\/Lang \(\w+\)/g)).toEqual(['/Lang (es)', '/Lang (en)'].sort());
  });

  it('draws what came over from another thread: bytes that are no buffers', async () => {
    const picture = { kind: 'image', alt: 'Emblema', bytes: PNG, box: { x: 0, y: 0, width: 90, height: 30 } } as const;
    const withPicture = { ...document, sheets: [{ ...A4_PORTRAIT, items: [picture] }] };
    const pdf = await renderPdf(withPicture);
    expect((await renderPdf(structuredClone(withPicture))).equals(pdf)).toBe(true);
    expect(pdf.toString('latin1')).toContain('/SMask');
  });

  it('tags the cells of a table as rows under their heads, an empty one too', async () => {
    const text = (words: string, row: number): PlacedText => ({
      kind: 'text',
      role: 'P',
      lines: [words],
      x: 50,
      y: 100 + row * 20,
      align: 'left',
      font: 'sans',
      size: 10,
      colour: '#000000',
    });
    const cell = (words: string, row: number, heads: 'column' | 'row' | null) => ({ ...text(words, row), cell: { row, heads } });
    const cells = [cell('Unidad', 0, 'column'), cell('Horas', 0, 'column'), cell('Total', 1, 'row'), cell('', 1, null)];
    const items = [...cells, text('Después', 3)];
    const file = (await renderPdf({ ...document, sheets: [{ ...A4_PORTRAIT, items }] })).toString('latin1');
    const kinds = [...file.matchAll(/\/S \/(Table|TR|TH|TD|P)\b/g)].map(([, kind]) => kind).sort();
    expect(kinds).toEqual(['P', 'TD', 'TH', 'TH', 'TH', 'TR', 'TR', 'Table']);
    expect(file.match(/\/Scope \/Column/g)).toHaveLength(2);
    expect(file.match(/\/Scope \/Row/g)).toHaveLength(1);
  });

  it('refuses a picture that is none, and says why', async () => {
    const withPicture = (bytes: Uint8Array) => {
      const picture = { kind: 'image', alt: 'Emblema', bytes, box: { x: 0, y: 0, width: 90, height: 30 } } as const;
      return renderPdf({ ...document, sheets: [{ ...A4_PORTRAIT, items: [picture] }] });
    };
    const damaged = Buffer.from(PNG);
    damaged.fill(0xff, PNG.length - 40, PNG.length - 16);
    await expect(withPicture(damaged)).rejects.toThrow('the PNG file is damaged');
    await expect(withPicture(PNG.subarray(0, 60))).rejects.toThrow('the PNG file is damaged');
    await expect(withPicture(Buffer.from('GIF89a'))).rejects.toThrow('a PNG or a JPEG file');
  });

  it('writes hundreds of sheets into one file as they come, with each typeface once', async () => {
    const sheets = function* () {
      for (let at = 0; at < 500; at++) yield document.sheets[0]!;
    };
    let longest = 0;
    let text = '';
    const output = new Writable({
      write: (chunk: Buffer, _, done) => {
        longest = Math.max(longest, chunk.length);
        text += chunk.toString('latin1').replace(/stream\n[^]*?\nendstream/g, '');
        setImmediate(done);
      },
    });
    await renderPdfTo(output, document, sheets());
    await finished(output);
    expect(text.match(/\/Type \/Page\n/g)).toHaveLength(500);
    expect(text.match(/\/FontFile2/g)).toHaveLength(2);
    expect(text).toContain('%%EOF');
    expect(longest).toBeLessThan(700_000);
  });

  it('is the same file as a whole and as it comes', async () => {
    const chunks: Buffer[] = [];
    const output = new Writable({
      write: (chunk: Buffer, _, done) => {
        chunks.push(chunk);
        done();
      },
    });
    await renderPdfTo(output, document, document.sheets);
    await finished(output);
    expect(Buffer.concat(chunks).equals(await renderPdf(document))).toBe(true);
  });
});
