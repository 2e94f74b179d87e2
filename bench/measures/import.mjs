import { MOODLE } from '../peer.mjs';
import { nameOf } from '../support/company.mjs';
import { heldAtMost, heldNow } from '../support/memory.mjs';
import { start } from '../support/product.mjs';

const PEOPLE = 10_000;

export const importing = { title: 'importing 10,000 people', measure };

/** A CSV file of 10,000 people into an empty company: checked, previewed, applied. */
async function measure() {
  const product = await start();
  const roster = product.get('#modules/people', 'RosterService');
  const bytes = rosterFile();
  const before = heldNow();
  const began = performance.now();
  const checked = await roster.checkFile(product.system(), { name: 'personal.csv', bytes, mode: 'partial', source: 'command' });
  if (!checked.ok) throw new Error(`the file was refused: ${checked.refusal}`);
  const previewed = performance.now();
  const applied = await roster.apply(product.system(), checked.value.import, { approve: false });
  if (!applied.ok) throw new Error(`the import was refused: ${applied.refusal}`);
  const ended = performance.now();
  const memory = heldAtMost();
  if (applied.value.added !== PEOPLE) throw new Error(`${applied.value.added} people were added instead of ${PEOPLE}`);
  await product.close();
  const seconds = (ended - began) / 1000;
  return [
    {
      work: 'import 10,000 people',
      figures: [
        { name: 'seconds', value: seconds, unit: 's', target: 5, peer: MOODLE.importSeconds },
        { name: 'rowsPerSecond', value: PEOPLE / seconds, unit: 'rows/s', better: 'more' },
      ],
      note: `checked in ${((previewed - began) / 1000).toFixed(2)} s, applied in ${((ended - previewed) / 1000).toFixed(2)} s; at most ${memory.toFixed(0)} MB of memory, ${(memory - before).toFixed(0)} MB more than before`,
    },
  ];
}

function rosterFile() {
  const header = 'codigo;nombres;apellidos;correo;tipo;proveedor;equipo;sede;cargo;codigo_jefe;ingreso;idioma';
  const rows = Array.from({ length: PEOPLE }, (_, n) => {
    const { givenName, familyName } = nameOf(n);
    const contractor = n % 10 === 9;
    const email = n % 2 === 0 ? `p${n}@andina.example` : '';
    const manager = n % 50 === 0 ? '' : codeOf(n - (n % 50));
    const place = `Equipo ${n % 40};Sede ${n % 4};Asesor de servicio`;
    const kind = contractor ? `contratista;Proveedor ${n % 3}` : 'empleado;';
    return `${codeOf(n)};${givenName};${familyName};${email};${kind};${place};${manager};15/03/2021;`;
  });
  return Buffer.from(`\uFEFF${[header, ...rows].join('\r\n')}\r\n`);
}

const codeOf = (n) => `E${String(n + 1).padStart(5, '0')}`;
