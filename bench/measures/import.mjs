import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { MOODLE } from '../peer.mjs';
import { nameOf } from '../support/company.mjs';
import { heldAtMost, heldNow } from '../support/memory.mjs';
import { start } from '../support/product.mjs';

/** A CSV file of 10,000 people into an empty company: checked, previewed, applied. */
export const importing = {
  title: 'importing 10,000 people',
  prepare: () => writeRoster(10_000),
  async measure(file) {
    const product = await start();
    const before = heldNow();
    const { seconds, note } = await bring(product, file, { added: 10_000 });
    const memory = heldAtMost();
    await product.close();
    return [
      {
        work: 'import 10,000 people',
        figures: [
          { name: 'seconds', value: seconds, unit: 's', target: 5, peer: MOODLE.importSeconds },
          { name: 'rowsPerSecond', value: 10_000 / seconds, unit: 'rows/s', better: 'more' },
        ],
        note: `${note}; at most ${memory.toFixed(0)} MB of memory, ${(memory - before).toFixed(0)} MB more than before`,
      },
    ];
  },
};

/** The same for 100,000 people, and then the same file again, in which nothing is new. */
export const importing100k = {
  title: 'importing 100,000 people, twice',
  prepare: () => writeRoster(100_000),
  async measure(file) {
    const product = await start();
    const first = await bring(product, file, { added: 100_000 });
    const again = await bring(product, file, { unchanged: 100_000 });
    const memory = heldAtMost();
    await product.close();
    return [
      { work: 'import 100,000 people', figures: [{ name: 'seconds', value: first.seconds, unit: 's', target: 60 }], note: first.note },
      { work: 'the same file again', figures: [{ name: 'seconds', value: again.seconds, unit: 's', target: 30 }], note: again.note },
      { work: 'memory for both', figures: [{ name: 'peak', value: memory, unit: 'MB', target: 600 }] },
    ];
  },
};

/** By another process, so that what is measured is what the product needs. */
function writeRoster(people) {
  const file = join(process.env.DATA_DIR, 'personal.csv');
  writeFileSync(file, rosterFile(people));
  return file;
}

async function bring(product, file, expected) {
  const roster = product.get('#modules/people', 'RosterService');
  const bytes = readFileSync(file);
  const cpu = process.cpuUsage();
  const pauses = monitorEventLoopDelay({ resolution: 10 });
  pauses.enable();
  const began = performance.now();
  const checked = await roster.checkFile(product.system(), { name: 'personal.csv', bytes, mode: 'partial', source: 'command' });
  if (!checked.ok) throw new Error(`the file was refused: ${checked.refusal}`);
  const previewed = performance.now();
  const applied = await roster.apply(product.system(), checked.value.import, { approve: false });
  if (!applied.ok) throw new Error(`the import was refused: ${applied.refusal}`);
  const ended = performance.now();
  pauses.disable();
  for (const [fate, count] of Object.entries(expected)) {
    if (applied.value[fate] !== count) throw new Error(`${applied.value[fate]} people were ${fate} instead of ${count}`);
  }
  const [check, apply] = [(previewed - began) / 1000, (ended - previewed) / 1000];
  const pause = (pauses.max / 1e6).toFixed(0);
  const { user, system } = process.cpuUsage(cpu);
  return {
    seconds: check + apply,
    note: `checked in ${check.toFixed(2)} s, applied in ${apply.toFixed(2)} s, ${((user + system) / 1e6).toFixed(1)} s of CPU; others waited ${pause} ms at most`,
  };
}

function rosterFile(people) {
  const header = 'codigo;nombres;apellidos;correo;tipo;proveedor;equipo;sede;cargo;codigo_jefe;ingreso;idioma';
  const rows = Array.from({ length: people }, (_, n) => {
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

const codeOf = (n) => `E${String(n + 1).padStart(6, '0')}`;
