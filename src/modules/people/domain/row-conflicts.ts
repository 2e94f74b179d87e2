import type { CalendarDate } from '#kernel/calendar-date';
import { circlesIn, wayAround } from './circles';
import { managersAfter, managersOf } from './line-above';
import { codeKeyOf, foldName } from './person';
import type { PersonChange } from './person-change';
import type { Aliases, Roster } from './roster';
import type { RowProblem, RowProblemCode, Values } from './roster-problem';
import type { RosterColumn } from './roster-columns';
import type { RefusedRow, RosterRow } from './roster-row';

export interface Sifted {
  readonly accepted: readonly RosterRow[];
  readonly refused: readonly RefusedRow[];
}

/**
 * Refuses the rows that are fine alone and wrong together: a code or an e-mail used twice, managers who do not exist or
 * who manage each other in a circle. Refusing one row can make another impossible, so it looks again until nothing more falls.
 */
export function* siftConflicts(
  rows: readonly RosterRow[],
  alreadyRefused: readonly RefusedRow[],
  roster: Roster,
  changes: ReadonlyMap<RosterRow, PersonChange>,
  today: CalendarDate,
  aliases: Aliases,
): Generator<undefined, Sifted> {
  const file = new Sifting(rows, alreadyRefused, roster, changes, today, aliases);
  file.refuseRepeatedCodes();
  yield;
  file.refuseTaxConflicts();
  let before: number;
  do {
    before = file.refused.length;
    file.refuseEmails();
    yield;
    file.refuseManagers();
    yield;
    file.refuseCircles();
    yield;
  } while (file.refused.length > before);
  return { accepted: [...file.accepted.values()], refused: file.refused };
}

class Sifting {
  readonly accepted = new Map<string, RosterRow>();
  readonly refused: RefusedRow[] = [];
  private readonly refusedCodes = new Map<string, number>();

  constructor(
    private readonly rows: readonly RosterRow[],
    alreadyRefused: readonly RefusedRow[],
    private readonly roster: Roster,
    private readonly changes: ReadonlyMap<RosterRow, PersonChange>,
    private readonly today: CalendarDate,
    aliases: Aliases,
  ) {
    for (const row of alreadyRefused) {
      const key = codeKeyOf(row.personCode);
      if (row.personCode !== '') this.refusedCodes.set(aliases.get(key) ?? key, row.row);
    }
  }

  refuseRepeatedCodes(): void {
    for (const row of this.rows) {
      const first = this.accepted.get(row.codeKey);
      if (!first) this.accepted.set(row.codeKey, row);
      else if (codeKeyOf(first.personCode) === codeKeyOf(row.personCode)) {
        this.report(row, 'person_code', 'code-twice', { code: row.personCode, first: first.row });
      } else {
        const values = { code: row.personCode, other: first.personCode, first: first.row };
        this.report(row, 'person_code', 'one-person-two-codes', values);
      }
    }
  }

  /** One supplier has one tax number: two in a file are two companies with one name, or a slip. */
  refuseTaxConflicts(): void {
    const first = new Map<string, RosterRow>();
    for (const row of this.accepted.values()) {
      if (row.supplier == null || row.supplierTaxId == null) continue;
      const key = foldName(row.supplier);
      const earlier = first.get(key);
      if (!earlier) first.set(key, row);
      else if (earlier.supplierTaxId !== row.supplierTaxId) {
        this.refuse(row, 'supplier_tax_id', 'supplier-tax-conflict', { supplier: row.supplier, first: earlier.row });
      }
    }
  }

  refuseEmails(): void {
    const owners = new Map<string, RosterRow>();
    for (const row of this.accepted.values()) {
      if (row.email == null) continue;
      const earlier = owners.get(row.email);
      if (earlier) this.refuse(row, 'email', 'email-twice', { email: row.email, code: earlier.personCode, first: earlier.row });
      else owners.set(row.email, row);
    }
    for (const person of this.roster.values()) {
      const row = person.email === null ? undefined : owners.get(person.email);
      if (!row || row.codeKey === person.codeKey) continue;
      // The address is free only if the file takes it away from the one who has it.
      const own = this.accepted.get(person.codeKey);
      if (own?.email === undefined || own.email === person.email) {
        this.refuse(row, 'email', 'email-taken', { email: row.email ?? '', code: person.personCode });
      }
    }
  }

  refuseManagers(): void {
    for (const row of this.accepted.values()) {
      if (row.managerCode == null) continue;
      const key = codeKeyOf(row.managerCode);
      // In no stay, not even in one that is over and only corrected.
      if (key === row.codeKey) {
        this.refuse(row, 'manager_code', 'manager-circle', { circle: this.shown([key]) });
        continue;
      }
      if (this.roster.has(key) || this.accepted.has(key)) continue;
      const refusedAt = this.refusedCodes.get(key);
      if (refusedAt === undefined) this.refuse(row, 'manager_code', 'manager-unknown', { code: row.managerCode });
      else this.refuse(row, 'manager_code', 'manager-refused', { code: row.managerCode, first: refusedAt });
    }
  }

  /** Follows every chain of managers upwards, through each stay that is not over; whoever meets themselves again stands in a circle. */
  refuseCircles(): void {
    const above = (key: string): readonly string[] => this.managersAbove(key);
    for (const circle of circlesIn([...this.accepted.keys()], above)) {
      const rows = [...circle].flatMap((key) => this.accepted.get(key) ?? []);
      const closing = rows.filter((row) => this.bringsManager(row, circle)).sort((a, b) => a.row - b.row);
      const shown = closing.map(({ codeKey }) => this.shown(wayAround(codeKey, circle, above)));
      for (const [n, row] of closing.entries()) this.refuse(row, 'manager_code', 'manager-circle', { circle: shown[n] ?? '' });
    }
  }

  /** Of the circle: by its own word, or because it begins a stay that takes its manager from an earlier one. */
  private bringsManager(row: RosterRow, circle: ReadonlySet<string>): boolean {
    if (row.managerCode != null && circle.has(codeKeyOf(row.managerCode))) return true;
    const person = this.roster.get(row.codeKey);
    const before = person ? managersOf(person, this.today) : [];
    return this.managersAbove(row.codeKey).some((key) => circle.has(key) && !before.includes(key));
  }

  private managersAbove(key: string): readonly string[] {
    const row = this.accepted.get(key);
    const person = this.roster.get(key);
    const change = row && this.changes.get(row);
    if (person && change) return managersAfter(person, change, this.today);
    if (row) return row.managerCode == null ? [] : [codeKeyOf(row.managerCode)];
    return person ? managersOf(person, this.today) : [];
  }

  private shown(circle: readonly string[]): string {
    const codes = circle.slice(0, 5).map((key) => this.accepted.get(key)?.personCode ?? this.roster.get(key)?.personCode ?? key);
    return [...codes, circle.length > 5 ? '…' : (codes[0] ?? '')].join(' → ');
  }

  private refuse(row: RosterRow, column: RosterColumn, code: RowProblemCode, values: Values): void {
    this.accepted.delete(row.codeKey);
    this.refusedCodes.set(row.codeKey, row.row);
    this.report(row, column, code, values);
  }

  private report(row: RosterRow, column: RosterColumn, code: RowProblemCode, values: Values): void {
    const problem: RowProblem = { row: row.row, column, code, values };
    this.refused.push({ row: row.row, personCode: row.personCode, name: `${row.givenName} ${row.familyName}`, problems: [problem] });
  }
}
