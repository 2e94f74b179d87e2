// Writes a roster of invented people, always the same ones for the same seed: `node scripts/make-sample-roster.mjs > test/fixtures/roster-500.csv`.
// Spanish headings, semicolons, UTF-8 with its mark and CRLF, as a Spanish Excel saves it.

const GIVEN =
  'Ana Lucía|María Fernanda|Rosa|Carmen|Milagros|Yolanda|Patricia|Gabriela|Elena|Sofía|Daniela|Valeria|Jimena|Ruth|Noemí|Luz Marina|Esperanza|María de los Ángeles|José Luis|Juan Carlos|Miguel Ángel|Luis Alberto|Jorge|Carlos Andrés|Víctor|Óscar|Raúl|Percy|Wilmer|Édgar|Hernán|Iván|Andrés|Martín|Diego|Sebastián|Santiago|Nicolás|Ernesto|Bo'.split(
    '|',
  );
const FAMILY =
  'Quispe|Flores|Rodríguez|Sánchez|García|Rojas|Huamán|Mamani|Núñez|Peña|Ñahui|Ibáñez|Vásquez|Ramírez|Castillo|Chávez|Gutiérrez|Salazar|Córdova|Zegarra|Fernández-Villavicencio|Echeverría|Cárdenas|Tello|Yupanqui|Apaza|Condori|Palacios|Ugarte|Del Águila|De la Cruz|Li|Wong|Bravo|Luna|Montes|Navarro|Ortiz|Paredes|Quiroz'.split(
    '|',
  );
const SITES = ['Lima Centro', 'Miraflores', 'Arequipa', 'Trujillo'];
// Every site has the shop floor; what serves all of them is in Lima.
const TEAMS = [
  ...SITES.flatMap((site) =>
    [
      `Cajas|${site}|Cajero`,
      `Piso de venta|${site}|Asesor de ventas`,
      `Almacén|${site}|Operario de almacén`,
      `Atención al cliente|${site}|Asesor de servicio`,
    ].map((team) => team.split('|')),
  ),
  ['Recursos Humanos', 'Lima Centro', 'Analista de personal'],
  ['Sistemas', 'Lima Centro', 'Analista de sistemas'],
  ['Contabilidad', 'Lima Centro', 'Asistente contable'],
  ['Central telefónica', 'Lima Centro', 'Teleoperador'],
];
const SUPPLIERS = [
  ['Limpieza Andina S.A.C.', '20512345671', 'Operario de limpieza'],
  ['Vigilancia Cóndor S.A.', '20498765432', 'Agente de seguridad'],
  ['Reparto Veloz E.I.R.L.', '20555512349', 'Repartidor'],
  ['Mantenimiento Integral del Sur S.R.L.', '20600011122', 'Técnico de mantenimiento'],
  ['Impulso & Promoción, S.A.C.', '20477788899', 'Impulsador'],
];
const HEADINGS = [
  'codigo',
  'nombres',
  'apellidos',
  'correo',
  'telefono',
  'documento',
  'tipo',
  'proveedor',
  'documento_proveedor',
  'equipo',
  'sede',
  'cargo',
  'codigo_jefe',
  'ingreso',
  'salida',
  'idioma',
];

const chance = seeded(20270301);
const pick = (list) => list[Math.floor(chance() * list.length)];
const digits = (count) => Array.from({ length: count }, () => Math.floor(chance() * 10)).join('');
const teamName = ([name, site]) => (['Cajas', 'Piso de venta', 'Almacén', 'Atención al cliente'].includes(name) ? `${name} ${site}` : name);

const addresses = new Map();
const rows = [HEADINGS, ...staff(400), ...contractors(100)];
process.stdout.write('\uFEFF' + rows.map((row) => row.map(quoted).join(';')).join('\r\n') + '\r\n');

function staff(count) {
  const people = [];
  const general = person('E0001', {
    team: 'Gerencia General',
    site: 'Lima Centro',
    job: 'Gerente general',
    from: '01/03/2012',
    manager: '',
    hasEmail: true,
  });
  people.push(general);
  const heads = TEAMS.map((team, index) => {
    const code = `E${String(index + 2).padStart(4, '0')}`;
    people.push(
      person(code, {
        team: teamName(team),
        site: team[1],
        job: `Jefe de ${team[0].toLowerCase()}`,
        from: startOn(2012, 2023),
        manager: 'E0001',
        hasEmail: true,
      }),
    );
    return code;
  });
  for (let n = people.length + 1; n <= count; n++) {
    const index = n % TEAMS.length;
    const [, site, job] = TEAMS[index];
    people.push(
      person(`E${String(n).padStart(4, '0')}`, {
        team: teamName(TEAMS[index]),
        site,
        job,
        from: startOn(2015, 2026),
        manager: heads[index],
        hasEmail: chance() < 0.58,
      }),
    );
  }
  return people;
}

function contractors(count) {
  return Array.from({ length: count }, (_, index) => {
    const [supplier, taxId, job] = SUPPLIERS[index % SUPPLIERS.length];
    const host = index % 16;
    return person(`C${String(index + 1).padStart(3, '0')}`, {
      team: teamName(TEAMS[host]),
      site: TEAMS[host][1],
      job,
      from: startOn(2021, 2026),
      until: index % 10 === 3 ? '31/12/2027' : '',
      manager: `E${String(host + 2).padStart(4, '0')}`,
      hasEmail: chance() < 0.12,
      supplier,
      taxId,
    });
  });
}

function person(code, { team, site, job, from, until = '', manager, hasEmail, supplier = '', taxId = '' }) {
  const given = pick(GIVEN);
  const family = `${pick(FAMILY)} ${pick(FAMILY)}`;
  return [
    code,
    given,
    family,
    hasEmail ? address(given, family) : '',
    chance() < 0.8 ? `9${digits(8)}` : '',
    digits(8),
    supplier ? 'contratista' : 'empleado',
    supplier,
    taxId,
    team,
    site,
    job,
    manager,
    from,
    until,
    code === 'E0021' || chance() < 0.01 ? 'inglés' : '',
  ];
}

function address(given, family) {
  const fold = (text) =>
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z]/g, '');
  const name = `${fold(given.split(' ')[0])}.${fold(family.split(' ')[0])}`;
  const used = addresses.get(name) ?? 0;
  addresses.set(name, used + 1);
  return `${name}${used === 0 ? '' : used + 1}@andina.example`;
}

function startOn(first, last) {
  const year = first + Math.floor(chance() * (last - first + 1));
  const month = 1 + Math.floor(chance() * (year === 2026 ? 9 : 12));
  return `${String(1 + Math.floor(chance() * 28)).padStart(2, '0')}/${String(month).padStart(2, '0')}/${year}`;
}

function quoted(cell) {
  return /[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Mulberry32: small, and the same everywhere. */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
