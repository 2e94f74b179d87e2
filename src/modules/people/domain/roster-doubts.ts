import type { CalendarDate } from '#kernel/calendar-date';
import { mayBecome, wordsOf } from './likeness';
import type { Changes } from './person-change';
import { isHere, nameOf, type Roster, type RosterPerson } from './roster';
import type { RowProblem } from './roster-problem';
import type { RosterRow } from './roster-row';

/** What is planned for a row, as far as a doubt depends on it. */
interface Planned {
  readonly fate: string;
  readonly changes?: Changes;
}

/** What is worth a second look in a row with nothing wrong: whether it speaks of the person whose code it bears. */
export class Doubts {
  private readonly documents: Documents;
  private readonly names: Names;

  constructor(
    private readonly roster: Roster,
    private readonly today: CalendarDate,
  ) {
    this.documents = new Documents(roster);
    this.names = new Names(roster);
  }

  /** Rows in the order of the file. */
  about(row: RosterRow, entry: Planned): RowProblem[] {
    const byDocument = this.documents.doubtsAbout(row, entry);
    const byName = byDocument.length === 0 ? this.names.doubtsAbout(row, entry, this.today) : [];
    return [...doubtsAboutName(row, entry, this.roster.get(row.codeKey)), ...byDocument, ...byName];
  }
}

/** A code is for ever one person's: given to somebody else it would hand them the diplomas of the first. */
function doubtsAboutName(row: RosterRow, entry: Planned, person: RosterPerson | undefined): RowProblem[] {
  const isRenamed = entry.changes?.given_name !== undefined || entry.changes?.family_name !== undefined;
  if (!person || !isRenamed || mayBecome(person, row) || hasSameDocument(row, person)) return [];
  const values = { code: person.personCode, name: nameOf(person) };
  return [{ row: row.row, column: 'person_code', code: 'other-name', values }];
}

const hasSameDocument = (row: RosterRow, { nationalId }: RosterPerson): boolean =>
  row.nationalId != null && nationalId !== null && foldDocument(row.nationalId) === foldDocument(nationalId);

/** One identity document under two codes is probably one person: a person decides. */
class Documents {
  private readonly holders = new Map<string, { readonly codeKey: string; readonly code: string; readonly name: string }>();

  constructor(roster: Roster) {
    for (const person of roster.values()) {
      if (person.nationalId !== null)
        this.holders.set(foldDocument(person.nationalId), { codeKey: person.codeKey, code: person.personCode, name: nameOf(person) });
    }
  }

  doubtsAbout(row: RosterRow, entry: Planned): RowProblem[] {
    const isNews = entry.fate === 'added' || (entry.changes !== undefined && 'national_id' in entry.changes);
    if (!isNews || row.nationalId == null) return [];
    const key = foldDocument(row.nationalId);
    const holder = this.holders.get(key);
    if (!holder) this.holders.set(key, { codeKey: row.codeKey, code: row.personCode, name: nameOf(row) });
    if (!holder || holder.codeKey === row.codeKey) return [];
    const values = { code: holder.code, name: holder.name };
    return [{ row: row.row, column: 'national_id', code: 'same-document', values }];
  }
}

/** Who comes back under a new code would begin from nothing: somebody of the same name may be they, unless document or year of birth say otherwise. */
class Names {
  private byName: ReadonlyMap<string, readonly RosterPerson[]> | null = null;

  constructor(private readonly roster: Roster) {}

  doubtsAbout(row: RosterRow, entry: Planned, today: CalendarDate): RowProblem[] {
    if (entry.fate !== 'added' || this.roster.size === 0) return [];
    // Most files bring nobody new: then nobody's name is needed.
    this.byName ??= namesakesIn(this.roster);
    const person = this.byName.get(nameKey(row))?.find((namesake) => mayBeOne(row, namesake));
    if (!person) return [];
    const values = { code: person.personCode, name: nameOf(person), here: isHere(person, today) ? 'yes' : 'no' };
    return [{ row: row.row, column: 'person_code', code: 'same-name', values }];
  }
}

function namesakesIn(roster: Roster): Map<string, RosterPerson[]> {
  const found = new Map<string, RosterPerson[]>();
  for (const person of roster.values()) {
    const key = nameKey(person);
    const namesakes = found.get(key);
    if (namesakes) namesakes.push(person);
    else found.set(key, [person]);
  }
  return found;
}

/** Whose document is the row's has been found by it: two documents are two people. */
const mayBeOne = (row: RosterRow, { birthYear, nationalId }: RosterPerson): boolean =>
  !isDenied(row.birthYear, birthYear) && (row.nationalId == null || nationalId === null);

const nameKey = (person: { readonly givenName: string; readonly familyName: string }): string => wordsOf(nameOf(person)).join(' ');
const isDenied = (one: number | null | undefined, other: number | null): boolean => one != null && other !== null && one !== other;

const foldDocument = (text: string): string => text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
