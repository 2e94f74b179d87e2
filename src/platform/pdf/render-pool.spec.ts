import { toInstant } from '#kernel/instant';
import { renderPdf } from './render';
import { RenderPool } from './render-pool';
import { A4_PORTRAIT, type PdfDocument, type Placed } from './sheet';

const text = { kind: 'text', role: 'P', x: 50, y: 80, align: 'left', font: 'serif', size: 24, colour: '#000000' } as const;
const documentOf = (...items: readonly Placed[]): PdfDocument => ({
  title: 'Prueba',
  author: 'Ferretería Andina',
  language: 'es',
  createdAt: toInstant('2027-03-12T00:00:00Z'),
  keywords: '',
  sheets: [{ ...A4_PORTRAIT, items }],
});

describe('drawing on other threads', () => {
  const pool = new RenderPool();
  afterAll(() => pool.onApplicationShutdown());

  it('gives what is drawn here, to each its own, also to those who must wait', async () => {
    const documents = Array.from({ length: 30 }, (_, at) => documentOf({ ...text, lines: [`Nº ${at}`] }));
    const drawn = await Promise.all(documents.map((document) => pool.render(document)));
    for (const [at, document] of documents.entries()) expect(drawn[at]?.equals(await renderPdf(document))).toBe(true);
  });

  it('refuses what is refused here, in the same words, and goes on', async () => {
    const picture = { kind: 'image', alt: 'Emblema', bytes: Buffer.from('GIF89a'), box: { x: 0, y: 0, width: 9, height: 9 } } as const;
    await expect(pool.render(documentOf(picture))).rejects.toThrow('a PNG or a JPEG file');
    expect((await pool.render(documentOf({ ...text, lines: ['Sigue'] }))).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('draws nothing more once it is closed, and says so', async () => {
    const closed = new RenderPool();
    await closed.onApplicationShutdown();
    await expect(closed.render(documentOf())).rejects.toThrow('shut down');
  });
});
