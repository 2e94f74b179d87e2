import type { PersonId } from '#kernel/id';
import { columnOf, type UndoField, type UndoReason } from '../domain/roster-undo';

type Whose = { readonly person: PersonId } | { readonly supplier: string };

export interface KeptField {
  readonly whose: Whose;
  readonly field: UndoField;
  readonly reason: UndoReason;
}

/** Which row and field are no longer what the import wrote: by whom is asked at the end, for all at once. */
export interface ChangedField {
  readonly whose: Whose;
  readonly rowId: string;
  readonly property: string;
  readonly field: UndoField;
}

/** What an undo did while it goes through an import. */
export class UndoTally {
  /** Whose engagements are not what they were: for those who follow the roster. */
  readonly moved = new Set<PersonId>();
  /** Joiners who stay because something of them changed since. */
  readonly staying = new Set<string>();
  /** Joiners whose record stays without an engagement. */
  readonly withoutEngagement = new Set<string>();
  readonly kept: KeptField[] = [];
  readonly changed: ChangedField[] = [];
  private readonly back = new Set<string>();

  get takenBack(): number {
    return this.back.size;
  }

  tookBack(id: string): void {
    this.back.add(id);
  }

  keep(whose: Whose, field: UndoField, reason: UndoReason): void {
    this.kept.push({ whose, field, reason });
  }

  keepChanged(whose: Whose, rowId: string, property: string): void {
    this.changed.push({ whose, rowId, property, field: columnOf(property) });
  }
}
