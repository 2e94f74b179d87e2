import { MOODLE } from '../peer.mjs';
import { complete, fill, openRound, publish } from '../support/company.mjs';
import { product as built, start } from '../support/product.mjs';

const DIPLOMAS = 300;
const WARM_UP = 30;

export const diplomas = { title: 'issuing and drawing diplomas', prepare, measure };

async function prepare() {
  const product = await start();
  const [hr] = await fill(product, DIPLOMAS + WARM_UP);
  const edition = await publish(product);
  const round = await openRound(product, hr);
  await complete(product, round.id, edition.id, DIPLOMAS + WARM_UP);
  await product.close();
}

/** From completions to diplomas, and from diplomas to PDF files. */
async function measure() {
  const product = await start();
  const issued = await timed(() => product.get('#modules/accreditation', 'AccreditationService').issueDue(product.system()));
  if (issued.value !== DIPLOMAS + WARM_UP) throw new Error(`${issued.value} diplomas were issued instead of ${DIPLOMAS + WARM_UP}`);
  const { sql } = built('#platform/database/sql');
  const codes = (await product.db.rows(sql`SELECT code FROM diploma ORDER BY code`)).map(({ code }) => code);
  await draw(product, codes.slice(0, WARM_UP));
  const drawn = await timed(() => draw(product, codes.slice(WARM_UP)));
  await product.close();
  // Streams inside a PDF are compressed on other threads: processor time is what one core would have taken for all of it.
  const perSecond = DIPLOMAS / drawn.processorSeconds;
  return [
    {
      work: 'diplomas issued',
      figures: [{ name: 'perSecond', value: issued.value / issued.seconds, unit: 'diplomas/s', better: 'more' }],
    },
    {
      work: 'diplomas drawn on one core',
      figures: [{ name: 'perSecond', value: perSecond, unit: 'diplomas/s', better: 'more', target: 200, peer: MOODLE.diplomasPerSecond }],
      note: `${(drawn.value / DIPLOMAS / 1024).toFixed(0)} KB each; ${(DIPLOMAS / drawn.seconds).toFixed(0)} a second went by on the clock`,
    },
  ];
}

/** Leads to the size of all of them in bytes. */
async function draw({ get }, codes) {
  const accreditation = get('#modules/accreditation', 'AccreditationService');
  const printer = get('#modules/accreditation', 'DiplomaPrinter');
  let size = 0;
  for (const code of codes) {
    const pdf = await printer.pdfOf(await accreditation.byCode(code));
    if (pdf?.subarray(0, 5).toString('latin1') !== '%PDF-') throw new Error('a diploma is not a PDF file');
    size += pdf.length;
  }
  return size;
}

async function timed(work) {
  const processor = process.cpuUsage();
  const began = performance.now();
  const value = await work();
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(processor);
  return { value, seconds, processorSeconds: (user + system) / 1_000_000 };
}
