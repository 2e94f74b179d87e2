import { digitsFor, factsHash, PART_AT_MOST, type StatusEntry, writePart } from './status-file';
import type { Snapshot } from './diploma';

const paper = (givenName: string, title: string): Snapshot =>
  ({
    code: 'A',
    holder: { givenName, familyName: 'Chávez', personCode: 'E1' },
    award: { title, hours: 1, skills: [] },
    issuedOn: '2027-03-01',
  }) as unknown as Snapshot;

describe('the status file', () => {
  it('takes what is typed from the paper, however it is spaced and composed', () => {
    expect(factsHash(paper(' CHI ', 'Mi  trabajo'))).toBe(factsHash(paper('Chi', 'mi trabajo')));
    expect(factsHash(paper('Chio', 'Mi trabajo'))).not.toBe(factsHash(paper('Chi', 'Mi trabajo')));
  });

  it('is cut into parts of some hundreds', () => {
    expect([0, 500, 501, 8000, 8001, 100_000].map(digitsFor)).toEqual([0, 0, 1, 1, 2, 2]);
    expect(100_000 / 16 ** digitsFor(100_000)).toBeLessThan(PART_AT_MOST);
  });

  it('is the same text for the same diplomas, in whatever order they came', () => {
    const entries: [string, StatusEntry][] = [
      ['a', ['valid', '1']],
      ['b', ['altered']],
    ];
    expect(writePart(new Map(entries))).toBe(writePart(new Map(entries.reverse())));
  });
});
