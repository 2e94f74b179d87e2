import type { FiledDiploma } from '../data/team-diplomas.read-model';
import { diplomaFileName } from '../web/diploma-file-name';

export interface NamedDiploma extends FiledDiploma {
  /** Of its file, alone of that name among the others. */
  readonly name: string;
}

/** Two names that became the same keep apart by a number, also on disks that take capitals for small letters. */
export function withNames(diplomas: readonly FiledDiploma[]): readonly NamedDiploma[] {
  const taken = new Set<string>();
  const counts = new Map<string, number>();
  return diplomas.map((diploma) => {
    const plain = diplomaFileName(diploma);
    let count = (counts.get(plain) ?? 0) + 1;
    const named = () => (count === 1 ? plain : plain.replace(/\.pdf$/, `-${count}.pdf`));
    while (taken.has(named().toLowerCase())) count++;
    counts.set(plain, count);
    taken.add(named().toLowerCase());
    return { ...diploma, name: named() };
  });
}
