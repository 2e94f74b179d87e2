import { toInstant } from '#kernel/instant';
import { renderPdf } from './render';
import { qrCode } from './qr';
import { A4_PORTRAIT, type PdfDocument } from './sheet';

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
    expect(text.match(/\/S \/(H1|P|Figure)\n/g)).toEqual(['/S /H1\n', '/S /P\n', '/S /Figure\n']);
    expect(text.match(/\/FontFile2/g)).toHaveLength(2);
    expect(text).not.toContain('Helvetica');
  });

  it('refuses a drawing with a description that does not say where it lies', () => {
    const sheet = { ...A4_PORTRAIT, items: [{ kind: 'path', alt: 'a line', path: 'M0 0H9', stroke: '#000000' } as const] };
    expect(() => renderPdf({ ...document, sheets: [sheet] })).toThrow('box');
  });
});
