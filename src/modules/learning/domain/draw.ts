import { shuffle } from './shuffle';

/** A question of the bank, as far as drawing goes. */
export interface BankItem {
  readonly id: string;
  readonly cell: string;
  readonly level: string;
  /** Must be right to pass: safety, personal data. */
  readonly critical: boolean;
  readonly options: readonly { readonly id: string }[];
}

/** So many questions of this kind in a test. */
export interface BlueprintCell {
  readonly cell: string;
  readonly level: string;
  readonly items: number;
}

/** A question as one attempt asks it: its options in the order of this attempt. */
export interface DrawnItem {
  readonly item: string;
  readonly options: readonly string[];
  readonly critical: boolean;
}

/**
 * A test by the blueprint. `former` are the items of the attempts before, oldest first: a retry takes other items, and only when
 * those run out the ones met longest ago. Among equals the critical ones come first, so that nobody passes without meeting them.
 * @throws RangeError when the bank is too small for its blueprint, which publishing does not let through.
 */
export function draw(
  bank: readonly BankItem[],
  blueprint: readonly BlueprintCell[],
  former: readonly (readonly string[])[],
  seed: string,
): readonly DrawnItem[] {
  const lastMet = new Map(former.flatMap((items, index) => items.map((item) => [item, index + 1] as const)));
  const taken = blueprint.flatMap((cell) => {
    const fitting = bank.filter((item) => item.cell === cell.cell && item.level === cell.level);
    if (fitting.length < cell.items) throw new RangeError(`the bank has too few items of ${cell.cell}/${cell.level}`);
    return preferred(shuffle(fitting, `${seed}/${cell.cell}/${cell.level}`), lastMet).slice(0, cell.items);
  });
  return shuffle(taken, `${seed}/items`).map((item) => ({
    item: item.id,
    options: shuffle(
      item.options.map((option) => option.id),
      `${seed}/${item.id}`,
    ),
    critical: item.critical,
  }));
}

/** Sorting is stable: those equal in both keep their shuffled order. */
function preferred(items: readonly BankItem[], lastMet: ReadonlyMap<string, number>): readonly BankItem[] {
  const met = (item: BankItem): number => lastMet.get(item.id) ?? 0;
  return [...items].sort((a, b) => met(a) - met(b) || Number(b.critical) - Number(a.critical));
}
