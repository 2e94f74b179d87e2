import { BEGINNING, type ChainedLine, firstBreak, hashOf } from './chain';

function chain(length: number): (ChainedLine & { hash: string })[] {
  const lines: (ChainedLine & { hash: string })[] = [];
  for (let seq = 1; seq <= length; seq++) {
    const line = {
      seq,
      at: '2027-03-01T09:00:00.000Z',
      actorId: null,
      actorName: 'job',
      action: 'round.opened',
      subjectType: 'round',
      subjectId: String(seq),
      detail: '{}',
      previousHash: lines.at(-1)?.hash ?? BEGINNING,
    };
    lines.push({ ...line, hash: hashOf(line) });
  }
  return lines;
}

const start = { seq: 0, hash: BEGINNING };

describe('the chain of the audit log', () => {
  it('holds as written', () => {
    expect(firstBreak(chain(5), start)).toBeNull();
  });

  it('shows a line that was changed', () => {
    const lines = chain(5).map((line) => (line.seq === 3 ? { ...line, actorName: 'somebody else' } : line));
    expect(firstBreak(lines, start)).toBe(3);
  });

  it('shows a line that was taken out', () => {
    expect(
      firstBreak(
        chain(5).filter((line) => line.seq !== 2),
        start,
      ),
    ).toBe(3);
  });

  it('shows a line that was changed and hashed anew', () => {
    const lines = chain(5).map((line) => {
      if (line.seq !== 3) return line;
      const forged = { ...line, detail: '{"forged":true}' };
      return { ...forged, hash: hashOf(forged) };
    });
    expect(firstBreak(lines, start)).toBe(4);
  });
});
