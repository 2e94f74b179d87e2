import fc from 'fast-check';
import { addDays, type CalendarDate, toCalendarDate } from '#kernel/calendar-date';
import type { EmailAddress } from '#kernel/email-address';
import { newId } from '#kernel/id';
import { codeKeyOf, covers, overlap } from './person';
import { isHere, type Roster, type RosterEngagement, type RosterPerson } from './roster';
import { type FileRows, type ImportMode, planRoster, type RosterPlan } from './roster-plan';
import type { RosterRow } from './roster-row';

const day = toCalendarDate;
const today = day('2026-11-23');

const rowOf = (personCode: string, overrides: Partial<RosterRow> = {}): RosterRow => ({
  row: 2,
  personCode,
  codeKey: codeKeyOf(personCode),
  givenName: 'Ana',
  familyName: 'Ruiz',
  email: null,
  phone: null,
  nationalId: null,
  birthYear: null,
  language: undefined,
  kind: 'staff',
  supplier: null,
  supplierTaxId: null,
  team: 'Ventas',
  site: 'Lima',
  jobTitle: null,
  managerCode: null,
  fromOn: day('2024-01-01'),
  untilOn: null,
  ...overrides,
});
const numbered = (...rows: RosterRow[]): FileRows => ({ accepted: rows.map((row, index) => ({ ...row, row: index + 2 })), refused: [] });
const plan = (roster: Roster, file: FileRows, mode: ImportMode = 'partial', on = today) => planRoster(roster, file, mode, on, 'es');
/** Somebody with several spans, each described by what it has otherwise than the usual row. */
function withSpans(...spans: readonly Partial<RosterEngagement>[]): Roster {
  const [person] = rosterOf(rowOf('A')).values();
  const [usual] = person?.engagements ?? [];
  if (!person || !usual) throw new Error('a row makes a person with an engagement');
  return new Map([[person.codeKey, { ...person, engagements: spans.map((span) => ({ ...usual, ...span, id: newId() })) }]]);
}

const fates = (result: RosterPlan) => result.entries.map((entry) => `${entry.personCode} ${entry.fate}`);
const problems = (result: RosterPlan) =>
  result.entries.flatMap((entry) =>
    entry.fate === 'rejected' ? entry.problems.map((problem) => `${problem.row} ${problem.column} ${problem.code}`) : [],
  );

/** What the database will do, in memory: the plan is worth what it leads to. */
function applied(roster: Roster, { entries }: RosterPlan): Map<string, RosterPerson> {
  const next = new Map(roster);
  for (const entry of entries) {
    const key = codeKeyOf(entry.personCode);
    const before = next.get(key);
    if (entry.fate === 'added') {
      next.set(key, {
        id: newId(),
        personCode: entry.personCode,
        codeKey: key,
        ...entry.person,
        engagements: [{ id: newId(), ...entry.engagement }],
      });
    } else if (entry.fate === 'left' && before) {
      const engagements = before.engagements.map((engagement) => ({
        ...engagement,
        untilOn: entry.ends.find((end) => end.id === engagement.id)?.untilOn ?? engagement.untilOn,
      }));
      next.set(key, { ...before, engagements });
    } else if (entry.fate !== 'rejected' && entry.fate !== 'left' && before) {
      next.set(key, {
        ...before,
        ...(entry.person ?? {}),
        engagements: [...stepped(before.engagements, entry.engagement)].sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1)),
      });
    }
  }
  return next;
}

function stepped(
  engagements: readonly RosterEngagement[],
  step: Extract<RosterPlan['entries'][number], { engagement: { step: string } }>['engagement'],
) {
  if (step.step === 'keep') return engagements;
  const dated = new Map(step.dated.map((one) => [one.id, one]));
  const days = engagements.map((engagement) => ({ ...engagement, ...dated.get(engagement.id) }));
  if (step.step === 'open') return [...days, { id: newId<'engagement'>(), ...step.to }];
  return days.map((engagement) => (engagement.id === step.id ? { id: engagement.id, ...step.to } : engagement));
}

const rosterOf = (...rows: RosterRow[]): Map<string, RosterPerson> => applied(new Map(), plan(new Map(), numbered(...rows)));
const crowd = (people: number) => Array.from({ length: people }, (_, n) => rowOf(`P${String(n).padStart(4, '0')}`));

describe('a file compared with the roster', () => {
  it('adds whom nobody knew, and leaves alone whom nothing changed', () => {
    const roster = rosterOf(rowOf('A'));
    expect(fates(plan(roster, numbered(rowOf('a '), rowOf('B'))))).toEqual(['a  unchanged', 'B added']);
  });

  it('says column by column what changes', () => {
    const roster = rosterOf(rowOf('A', { phone: '999' }));
    const [entry] = plan(roster, numbered(rowOf('A', { familyName: 'Ruiz Soto', phone: null, untilOn: day('2026-12-01') }))).entries;
    expect(entry).toMatchObject({
      fate: 'changed',
      changes: {
        family_name: { from: 'Ruiz', to: 'Ruiz Soto' },
        phone: { from: '999', to: null },
        ends_on: { from: null, to: '2026-11-30' },
      },
    });
  });

  it('changes nothing for a column that the file does not have', () => {
    const roster = rosterOf(rowOf('A', { phone: '999', email: 'a@ejemplo.com' as EmailAddress, managerCode: 'B' }), rowOf('B'));
    const bare = { phone: undefined, email: undefined, team: undefined, site: undefined, managerCode: undefined, untilOn: undefined };
    expect(fates(plan(roster, numbered(rowOf('A', bare))))).toEqual(['A unchanged']);
  });

  it('takes two spellings of a team for one team', () => {
    const roster = rosterOf(rowOf('A', { team: 'Logística' }));
    expect(fates(plan(roster, numbered(rowOf('A', { team: 'LOGISTICA' }))))).toEqual(['A unchanged']);
  });

  it('welcomes back whoever had left, in a second engagement', () => {
    const roster = rosterOf(rowOf('A', { untilOn: day('2025-01-01') }));
    const result = plan(roster, numbered(rowOf('A', { fromOn: day('2026-05-01') })));
    expect(fates(result)).toEqual(['A returned']);
    expect(
      applied(roster, result)
        .get('A')
        ?.engagements.map(({ fromOn, untilOn }) => [fromOn, untilOn]),
    ).toEqual([
      ['2024-01-01', '2025-01-01'],
      ['2026-05-01', null],
    ]);
  });

  it('ends one engagement and begins another when a contractor is hired', () => {
    const roster = rosterOf(rowOf('A', { kind: 'contractor', supplier: 'Limpieza Sur' }));
    const result = plan(roster, numbered(rowOf('A', { fromOn: day('2026-06-01') })));
    expect(fates(result)).toEqual(['A changed']);
    expect(
      applied(roster, result)
        .get('A')
        ?.engagements.map(({ kind, fromOn, untilOn }) => [kind, fromOn, untilOn]),
    ).toEqual([
      ['contractor', '2024-01-01', '2026-06-01'],
      ['staff', '2026-06-01', null],
    ]);
  });

  it('takes another start with the same employer for a correction', () => {
    const roster = rosterOf(rowOf('A'));
    const result = plan(roster, numbered(rowOf('A', { fromOn: day('2024-01-15') })));
    expect(result.entries[0]).toMatchObject({ fate: 'changed', changes: { starts_on: { from: '2024-01-01', to: '2024-01-15' } } });
    expect(applied(roster, result).get('A')?.engagements).toHaveLength(1);
  });

  it('knows somebody who was moved since by the day on which they came', () => {
    const roster = withSpans({ fromOn: day('2024-01-01'), untilOn: day('2026-03-01') }, { fromOn: day('2026-03-01'), team: 'Almacén' });
    expect(fates(plan(roster, numbered(rowOf('A', { team: 'Almacén' }))))).toEqual(['A unchanged']);
    const result = plan(roster, numbered(rowOf('A', { team: 'Cajas' })));
    expect(result.entries[0]).toMatchObject({ fate: 'changed', changes: { team: { from: 'Almacén', to: 'Cajas' } } });
    expect(applied(roster, result).get('A')?.engagements).toMatchObject([
      { fromOn: '2024-01-01', untilOn: '2026-03-01', team: 'Ventas' },
      { fromOn: '2026-03-01', untilOn: today, team: 'Almacén' },
      { fromOn: today, untilOn: null, team: 'Cajas' },
    ]);
  });

  const spansAfter = (roster: Roster, ...rows: RosterRow[]) =>
    applied(roster, plan(roster, numbered(...rows)))
      .get('A')
      ?.engagements.map(({ fromOn, untilOn, team, supplier }) => [fromOn, untilOn, supplier ?? team]);

  it('moves somebody from the day on which the file says so, and the same file again moves nobody', () => {
    const roster = rosterOf(rowOf('A'), rowOf('B'));
    for (const elsewhere of [{ team: 'Cajas' }, { site: 'Cusco' }, { managerCode: 'B' }, { jobTitle: 'Jefa' }]) {
      const before = rosterOf(rowOf('A', { managerCode: 'C', jobTitle: 'Cajera' }), rowOf('B'), rowOf('C'));
      const row = rowOf('A', { managerCode: 'C', jobTitle: 'Cajera', ...elsewhere });
      const after = applied(before, plan(before, numbered(row)));
      expect(after.get('A')?.engagements).toMatchObject([
        { fromOn: '2024-01-01', untilOn: today, team: 'Ventas' },
        { fromOn: today, untilOn: null },
      ]);
      expect(fates(plan(after, numbered(row), 'partial', addDays(today, 40)))).toEqual(['A unchanged']);
    }
    expect(spansAfter(roster, rowOf('A', { team: 'Cajas', familyName: 'Rojas' }))).toHaveLength(2);
    expect(spansAfter(roster, rowOf('A', { familyName: 'Rojas' }))).toHaveLength(1);
  });

  it('changes the employer from that day too, and back again', () => {
    const contractor = (supplier: string) => rowOf('A', { kind: 'contractor', supplier });
    const roster = rosterOf(contractor('Uno'));
    const moved = applied(roster, plan(roster, numbered(contractor('Dos'))));
    expect(fates(plan(moved, numbered(contractor('Dos')), 'partial', addDays(today, 9)))).toEqual(['A unchanged']);
    const later = addDays(today, 10);
    const result = plan(moved, numbered(contractor('Uno')), 'partial', later);
    expect(result.entries[0]).toMatchObject({ changes: { supplier: { from: 'Dos', to: 'Uno' } } });
    expect(
      applied(moved, result)
        .get('A')
        ?.engagements.map(({ fromOn, untilOn, supplier }) => [fromOn, untilOn, supplier]),
    ).toEqual([
      ['2024-01-01', today, 'Uno'],
      [today, later, 'Dos'],
      [later, null, 'Uno'],
    ]);
  });

  it('corrects in place what begins today or later, what nobody had said, and what is over', () => {
    for (const one of [{ fromOn: today }, { fromOn: addDays(today, 9) }, { fromOn: day('2025-01-01'), untilOn: day('2026-01-01') }])
      expect(spansAfter(rosterOf(rowOf('A', one)), rowOf('A', { ...one, team: 'Cajas' }))).toEqual([
        [one.fromOn, one.untilOn ?? null, 'Cajas'],
      ]);
    expect(spansAfter(rosterOf(rowOf('A', { team: null })), rowOf('A', { team: 'Cajas' }))).toEqual([['2024-01-01', null, 'Cajas']]);
  });

  it('corrects the first and the last day of somebody who was moved since', () => {
    const moved = withSpans({ untilOn: day('2026-03-01') }, { fromOn: day('2026-03-01'), team: 'Almacén' });
    const row = { team: 'Almacén' };
    expect(spansAfter(moved, rowOf('A', { ...row, fromOn: day('2024-02-01') }))).toEqual([
      ['2024-02-01', '2026-03-01', 'Ventas'],
      ['2026-03-01', null, 'Almacén'],
    ]);
    const left = rowOf('A', { ...row, untilOn: day('2026-02-10') });
    const result = plan(moved, numbered(left));
    expect(result.entries[0]).toMatchObject({ changes: { ends_on: { from: null, to: '2026-02-09' } } });
    expect(spansAfter(moved, left)).toEqual([
      ['2024-01-01', '2026-02-10', 'Ventas'],
      ['2026-02-10', '2026-02-10', 'Almacén'],
    ]);
    expect(fates(plan(applied(moved, result), numbered(left)))).toEqual(['A unchanged']);
  });

  it('does not take the end of one employment for the end of the next', () => {
    const roster = withSpans(
      { kind: 'contractor', supplier: 'Uno', untilOn: day('2026-03-01') },
      { kind: 'contractor', supplier: 'Dos', fromOn: day('2026-03-01') },
    );
    const leaver = rowOf('A', { kind: 'contractor', supplier: 'Uno', untilOn: day('2026-03-01') });
    expect(fates(plan(roster, numbered(leaver)))).toEqual(['A unchanged']);
  });

  it('knows somebody who works here in two ways by the employer of the row', () => {
    const roster = withSpans({}, { kind: 'contractor', supplier: 'Limpieza', fromOn: day('2025-05-01') });
    const second = rowOf('A', { kind: 'contractor', supplier: 'Limpieza', fromOn: day('2025-05-01') });
    expect(fates(plan(roster, numbered(rowOf('A'))))).toEqual(['A unchanged']);
    expect(fates(plan(roster, numbered(second)))).toEqual(['A unchanged']);
    const corrected = plan(roster, numbered(rowOf('A', { fromOn: day('2024-02-01') })));
    expect(applied(roster, corrected).get('A')?.engagements).toMatchObject([
      { kind: 'staff', fromOn: '2024-02-01' },
      { kind: 'contractor' },
    ]);
  });

  it('refuses an engagement that would overlap another', () => {
    const roster = applied(
      rosterOf(rowOf('A', { untilOn: day('2025-01-01') })),
      plan(rosterOf(rowOf('A', { untilOn: day('2025-01-01') })), numbered(rowOf('A', { fromOn: day('2026-05-01') }))),
    );
    // The ids of the two rosters differ, so build the second engagement on the one that we keep.
    expect(problems(plan(roster, numbered(rowOf('A', { fromOn: day('2024-06-01') }))))).toEqual(['2 starts_on overlaps-engagement']);
  });
});

describe('rows that are wrong together', () => {
  it('refuses the second row of a code, naming the first', () => {
    const result = plan(new Map(), numbered(rowOf('a1'), rowOf('A1 ')));
    expect(problems(result)).toEqual(['3 person_code code-twice']);
    expect(result.entries[1]).toMatchObject({ problems: [{ values: { first: 2 } }] });
  });

  it('refuses an e-mail of two people, in the file or on the roster', () => {
    const email = 'a@ejemplo.com' as EmailAddress;
    expect(problems(plan(new Map(), numbered(rowOf('A', { email }), rowOf('B', { email }))))).toEqual(['3 email email-twice']);
    expect(problems(plan(rosterOf(rowOf('A', { email })), numbered(rowOf('B', { email }))))).toEqual(['2 email email-taken']);
  });

  it('lets two people exchange their addresses', () => {
    const [one, two] = ['a@ejemplo.com' as EmailAddress, 'b@ejemplo.com' as EmailAddress];
    const roster = rosterOf(rowOf('A', { email: one }), rowOf('B', { email: two }));
    expect(fates(plan(roster, numbered(rowOf('A', { email: two }), rowOf('B', { email: one }))))).toEqual(['A changed', 'B changed']);
  });

  it('keeps an address with its owner when the row that gives it up is refused', () => {
    const email = 'a@ejemplo.com' as EmailAddress;
    const roster = rosterOf(rowOf('A', { email }));
    const file = numbered(rowOf('A', { email: null, managerCode: 'NOBODY' }), rowOf('B', { email }));
    expect(problems(plan(roster, file))).toEqual(['2 manager_code manager-unknown', '3 email email-taken']);
  });

  it('refuses managers whom nobody knows, and whoever depends on a refused row', () => {
    const file = numbered(rowOf('A', { managerCode: 'B' }), rowOf('B', { managerCode: 'C' }), rowOf('D', { managerCode: 'E' }), rowOf('E'));
    expect(problems(plan(new Map(), file))).toEqual(['2 manager_code manager-refused', '3 manager_code manager-unknown']);
  });

  it('refuses managers in a circle, and only them', () => {
    const file = numbered(rowOf('A', { managerCode: 'B' }), rowOf('B', { managerCode: 'A' }), rowOf('C', { managerCode: 'D' }), rowOf('D'));
    expect(problems(plan(rosterOf(rowOf('A'), rowOf('B')), file))).toEqual([
      '2 manager_code manager-circle',
      '3 manager_code manager-circle',
    ]);
  });

  it('sees a circle that closes through the roster', () => {
    const roster = rosterOf(rowOf('A', { managerCode: 'B' }), rowOf('B'));
    expect(problems(plan(roster, numbered(rowOf('B', { managerCode: 'A' }))))).toEqual(['2 manager_code manager-circle']);
  });

  it('gives a supplier one tax number', () => {
    const contractor = (code: string, supplierTaxId: string) =>
      rowOf(code, { kind: 'contractor', supplier: 'Limpieza Sur', supplierTaxId });
    expect(problems(plan(new Map(), numbered(contractor('A', '1'), contractor('B', '1'), contractor('C', '2'))))).toEqual([
      '4 supplier_tax_id supplier-tax-conflict',
    ]);
  });
});

describe('a code that was somebody else’s', () => {
  const roster = rosterOf(rowOf('A', { givenName: 'Yolanda', familyName: 'Li Rojas', nationalId: '4567' }));
  const doubtsOf = (overrides: Partial<RosterRow>) => {
    const { entries, approval } = plan(roster, numbered(rowOf('A', { nationalId: '4567', ...overrides })));
    return [...entries.flatMap(({ doubts = [] }) => doubts.map(({ code }) => code)), ...approval];
  };

  it('is pointed at, and needs approval', () => {
    expect(doubtsOf({ givenName: 'Pedro', familyName: 'Quispe Mamani', nationalId: '9999' })).toEqual(['other-name', 'other-people']);
    expect(doubtsOf({ givenName: 'Pedro', familyName: 'Quispe Mamani', nationalId: undefined })).toEqual(['other-name', 'other-people']);
  });

  it.each([
    ['a wedding', { familyName: 'Vega de Soto' }],
    ['a middle name', { givenName: 'Ana Yolanda', familyName: 'Li' }],
    ['another given name in the same family', { givenName: 'Yago' }],
    ['a slip', { givenName: 'Jolanda', familyName: 'Lee Roxas' }],
    ['names in the wrong columns', { givenName: 'Li Rojas', familyName: 'Yolanda' }],
    ['a whole new name with the same document', { givenName: 'Pedro', familyName: 'Quispe' }],
  ])('is no more than a change of name after %s', (_, overrides) => {
    expect(doubtsOf(overrides)).toEqual([]);
  });
});

describe('somebody new with a name that the roster knows', () => {
  const roster = rosterOf(
    rowOf('A', { givenName: 'Ana', familyName: 'Ruiz Soto', birthYear: 1990, nationalId: '4567', untilOn: day('2025-01-01') }),
  );
  const doubts = (overrides: Partial<RosterRow>) => {
    const { entries, approval } = plan(roster, numbered(rowOf('B', { givenName: 'ANA', familyName: 'Ruiz  Soto', ...overrides })));
    return [...entries.flatMap((entry) => (entry.doubts ?? []).map(({ code, values }) => `${code} ${values['here']}`)), ...approval];
  };

  it('may be they under a new code, which is worth a look and no approval', () => {
    expect(doubts({})).toEqual(['same-name no']);
    expect(doubts({ birthYear: 1990, nationalId: undefined })).toEqual(['same-name no']);
  });

  it('is looked for among all of that name', () => {
    const namesakes = rosterOf(
      rowOf('A', { givenName: 'Ana', familyName: 'Ruiz Soto', birthYear: 1990 }),
      rowOf('C', { givenName: 'Ana', familyName: 'Ruiz Soto', birthYear: 1975 }),
    );
    for (const [birthYear, code] of [
      [1990, 'A'],
      [1975, 'C'],
    ] as const) {
      const { entries } = plan(namesakes, numbered(rowOf('B', { givenName: 'Ana', familyName: 'Ruiz Soto', birthYear })));
      expect(entries.flatMap((entry) => (entry.doubts ?? []).map(({ values }) => values['code']))).toEqual([code]);
    }
  });

  it('is somebody else when document or year of birth say so', () => {
    expect(doubts({ birthYear: 1991 })).toEqual([]);
    expect(doubts({ nationalId: '9999' })).toEqual([]);
    expect(doubts({ familyName: 'Ruiz Sosa' })).toEqual([]);
  });
});

describe('people missing from a file', () => {
  it('are not those whose row is refused, though nobody can read its code', () => {
    const roster = rosterOf(
      rowOf('A'),
      rowOf('B', { givenName: 'José Luis', familyName: 'Ñahui Peña' }),
      rowOf('C', { givenName: 'Caro' }),
    );
    const refused = (row: number, personCode: string, name: string) => ({
      row,
      personCode,
      name,
      problems: [{ row, column: 'person_code', code: 'required', values: {} } as const],
    });
    const file = {
      accepted: [rowOf('A')],
      refused: [refused(3, '', 'JOSE LUIS NAHUI PEÑA'), refused(4, '1.23E+05', 'Otra Persona'), refused(5, '', '')],
    };
    expect(fates(plan(roster, file, 'full'))).toEqual(['A unchanged', ' rejected', '1.23E+05 rejected', ' rejected', 'C left']);
  });

  it('stay when the file is partial, and leave today when it is full', () => {
    const roster = rosterOf(...crowd(60));
    const file = numbered(...crowd(59));
    expect(plan(roster, file).counts.left).toBe(0);
    const result = plan(roster, file, 'full');
    expect(result.counts).toMatchObject({ rows: 59, left: 1, unchanged: 59 });
    expect(result.entries.at(-1)).toMatchObject({ personCode: 'P0059', row: -1, ends: [{ untilOn: today }] });
    expect(result.approval).toEqual([]);
  });

  it('are not leavers when their row was refused, nor a second time after they left', () => {
    const roster = rosterOf(...crowd(3), rowOf('GONE', { untilOn: day('2025-01-01') }));
    const file: FileRows = { accepted: numbered(...crowd(2)).accepted, refused: [{ row: 9, personCode: 'p0002', name: '', problems: [] }] };
    expect(plan(roster, file, 'full').counts.left).toBe(0);
  });

  it('never came when they were only announced', () => {
    const roster = rosterOf(...crowd(1), rowOf('NEXT', { fromOn: day('2027-01-01') }));
    const result = plan(roster, numbered(...crowd(1)), 'full');
    expect(result.entries.at(-1)).toMatchObject({ personCode: 'NEXT', ends: [{ untilOn: '2027-01-01' }] });
    expect(plan(applied(roster, result), numbered(...crowd(1)), 'full').counts.left).toBe(0);
  });

  it('need approval above 2 % or above 20 people', () => {
    const of = (people: number, leaving: number) => plan(rosterOf(...crowd(people)), numbered(...crowd(people - leaving)), 'full').approval;
    expect(of(100, 2)).toEqual([]);
    expect(of(100, 3)).toEqual(['many-leavers']);
    expect(of(1100, 20)).toEqual([]);
    expect(of(1100, 21)).toEqual(['many-leavers']);
  });

  it('are not the only danger: a crowd of end dates needs approval too', () => {
    const ending = (people: number) => crowd(people).map((row) => ({ ...row, untilOn: day('2026-11-01') }));
    expect(plan(rosterOf(...crowd(100)), numbered(...ending(20))).approval).toEqual([]);
    expect(plan(rosterOf(...crowd(100)), numbered(...ending(21))).approval).toEqual(['many-endings']);
  });

  it('need approval with any refused row', () => {
    expect(plan(new Map(), numbered(rowOf('A'), rowOf('A'))).approval).toEqual(['refused-rows']);
  });
});

describe('somebody who works here in two ways', () => {
  const two = (...managerKeys: (string | null)[]) =>
    withSpans(
      { kind: 'contractor', supplier: 'Uno', managerKey: managerKeys[0] ?? null },
      { fromOn: day('2025-01-01'), managerKey: managerKeys[1] ?? null },
    );

  it('closes no circle through the older of the two', () => {
    const roster = applied(two('B', 'D'), plan(two('B', 'D'), numbered(rowOf('B'), rowOf('D'))));
    const closing = plan(roster, numbered(rowOf('C', { managerCode: 'A' }), rowOf('B', { managerCode: 'C' })));
    expect(problems(closing)).toEqual(['2 manager_code manager-circle', '3 manager_code manager-circle']);
    const [first] = closing.entries.flatMap((entry) => (entry.fate === 'rejected' ? entry.problems : []));
    expect(first?.values).toEqual({ circle: 'C → A → B → C' });
  });

  it('closes one through either, and only the row that does is refused', () => {
    const roster = applied(two(null, 'D'), plan(two(null, 'D'), numbered(rowOf('B', { managerCode: 'A' }), rowOf('D'))));
    const uno = { kind: 'contractor', supplier: 'Uno', managerCode: 'B' } as const;
    expect(problems(plan(roster, numbered(rowOf('A', uno))))).toEqual(['2 manager_code manager-circle']);
    expect(problems(plan(roster, numbered(rowOf('A', { ...uno, managerCode: 'D' }))))).toEqual([]);
  });

  it('may answer to somebody of theirs in a stay that is over', () => {
    const roster = withSpans(
      { kind: 'contractor', supplier: 'Uno', untilOn: day('2025-01-01'), managerKey: 'B' },
      { fromOn: day('2025-01-01'), managerKey: null },
    );
    expect(problems(plan(roster, numbered(rowOf('B', { managerCode: 'A' }))))).toEqual([]);
  });
});

describe('a correction of a stay that is over', () => {
  it('makes no circle of managers with the stay that followed', () => {
    const over = { fromOn: day('2026-10-20'), untilOn: day('2026-10-21') };
    const next = { fromOn: day('2026-10-22'), untilOn: day('2026-10-23') };
    let roster: Roster = new Map();
    for (const file of [[rowOf('C', over), rowOf('A', { ...over, managerCode: 'C' })], [rowOf('A', { ...next, managerCode: 'C' })]])
      roster = applied(roster, plan(roster, numbered(...file)));
    const result = plan(roster, numbered(rowOf('A', over), rowOf('C', { ...over, managerCode: 'A' })));
    expect(problems(result)).toEqual(['3 manager_code manager-circle']);
  });

  it('makes nobody their own manager either', () => {
    const over = { fromOn: day('2026-10-20'), untilOn: day('2026-10-21') };
    let roster: Roster = new Map();
    for (const span of [over, { fromOn: day('2026-10-22'), untilOn: day('2026-10-23') }])
      roster = applied(roster, plan(roster, numbered(rowOf('A', span))));
    expect(problems(plan(roster, numbered(rowOf('A', { ...over, managerCode: 'a' }))))).toEqual(['2 manager_code manager-circle']);
  });

  it('does not let an earlier stay speak again whose manager would close a circle', () => {
    let roster: Roster = withSpans(
      { fromOn: day('2026-11-02'), untilOn: day('2026-11-03'), managerKey: 'B' },
      { fromOn: day('2026-11-04'), untilOn: day('2026-11-05') },
    );
    roster = applied(roster, plan(roster, numbered(rowOf('B', { managerCode: 'A' }))));
    const before = { kind: 'contractor', supplier: 'Uno', fromOn: day('2026-10-20'), untilOn: day('2026-10-21') } as const;
    expect(problems(plan(roster, numbered(rowOf('A', { ...before, managerCode: undefined }))))).toEqual(['2 manager_code manager-circle']);
  });
});

const someDay = fc.integer({ min: 0, max: 60 }).map((n) => addDays(day('2026-10-20'), n));
const someRow: fc.Arbitrary<RosterRow> = fc
  .record({
    code: fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F'),
    contractor: fc.boolean(),
    supplier: fc.constantFrom('Uno', 'UNO', 'Dos'),
    team: fc.constantFrom('Ventas', 'ventas', 'Cajas', null, undefined),
    email: fc.constantFrom('a@x.com', 'b@x.com', 'c@x.com', null, undefined) as fc.Arbitrary<EmailAddress | null | undefined>,
    managerCode: fc.constantFrom('A', 'B', 'C', 'Z', null, undefined),
    fromOn: someDay,
    days: fc.constantFrom(1, 5, 30, null, undefined),
  })
  .map(({ code, contractor, supplier, days, ...rest }) => {
    const untilOn = days == null ? days : addDays(rest.fromOn, days);
    return rowOf(code, { ...rest, untilOn, kind: contractor ? 'contractor' : 'staff', supplier: contractor ? supplier : null });
  });
const someFile = fc.array(someRow, { maxLength: 8 }).map((rows) => numbered(...rows));
const someMode = fc.constantFrom<ImportMode>('partial', 'full');

describe('whatever the files say', () => {
  const eachStep = (
    check: (before: Roster, result: RosterPlan, after: Roster, file: FileRows, mode: ImportMode, on: CalendarDate) => void,
  ) => {
    fc.assert(
      fc.property(fc.array(fc.tuple(someFile, someMode), { minLength: 1, maxLength: 5 }), (files) => {
        let roster: Roster = new Map();
        for (const [n, [file, mode]] of files.entries()) {
          const on = addDays(today, 3 * n);
          const result = plan(roster, file, mode, on);
          const after = applied(roster, result);
          check(roster, result, after, file, mode, on);
          roster = after;
        }
      }),
      { numRuns: 400 },
    );
  };

  it('each row has exactly one fate', () => {
    eachStep((_, { counts, entries }, __, file) => {
      expect(counts.added + counts.changed + counts.unchanged + counts.returned + counts.rejected).toBe(file.accepted.length);
      expect(counts.rows).toBe(file.accepted.length);
      expect(new Set(entries.map((entry) => entry.row)).size).toBe(entries.length);
    });
  });

  it('the same file a second time changes nothing', () => {
    eachStep((_, result, after, file, mode, on) => {
      const fine = new Set(result.entries.filter((entry) => entry.fate !== 'rejected').map((entry) => entry.row));
      const again = plan(
        after,
        { accepted: file.accepted.filter((row) => fine.has(row.row)), refused: [] },
        mode === 'full' ? 'partial' : mode,
        on,
      );
      expect(again.counts).toMatchObject({ added: 0, changed: 0, returned: 0, rejected: 0, left: 0 });
    });
  });

  it('nobody who stays was anywhere else yesterday than the roster said', () => {
    eachStep((before, result, after, _, __, on) => {
      const yesterday = addDays(on, -1);
      const placesOf = (roster: Roster, key: string) =>
        (roster.get(key)?.engagements ?? [])
          .filter((engagement) => covers(engagement, yesterday))
          .map(({ kind, supplier, team }) => [kind, supplier, team]);
      for (const entry of result.entries) {
        if (entry.fate !== 'changed' || 'starts_on' in entry.changes || 'ends_on' in entry.changes) continue;
        const [key, was] = [codeKeyOf(entry.personCode), placesOf(before, codeKeyOf(entry.personCode))];
        if (entry.changes.team?.from === null || !isHere(before.get(key)!, on)) continue;
        expect(placesOf(after, key)).toEqual(was);
      }
    });
  });

  it('nobody works for one employer twice at once, an address has one owner, and no chain of managers is a circle', () => {
    eachStep((_, __, after, ___, ____, on) => {
      const emails = [...after.values()].flatMap((person) => person.email ?? []);
      expect(new Set(emails).size).toBe(emails.length);
      for (const person of after.values()) {
        person.engagements.forEach((one, index) =>
          person.engagements
            .slice(index + 1)
            .forEach((other) => expect(overlap(one, other) && one.kind === other.kind && one.supplier === other.supplier).toBe(false)),
        );
        expect([...managersAbove(after, person.codeKey, on)]).not.toContain(person.codeKey);
      }
    });
  });
});

/** Everybody above somebody, through each stay that is not over and the one that speaks for them. */
function managersAbove(roster: Roster, key: string, on: CalendarDate): Set<string> {
  const above = new Set<string>();
  const waiting = [key];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const stays = roster.get(at)?.engagements ?? [];
    const counted = stays.filter(
      (stay) => stay === stays.at(-1) || stay.untilOn === null || (stay.untilOn > on && stay.untilOn > stay.fromOn),
    );
    for (const { managerKey } of counted) {
      if (managerKey === null || above.has(managerKey)) continue;
      above.add(managerKey);
      waiting.push(managerKey);
    }
  }
  return above;
}
