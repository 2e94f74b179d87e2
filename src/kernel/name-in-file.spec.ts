import { nameInFile } from './name-in-file';

describe('words in the name of a file', () => {
  it('keep their letters without the marks, and whatever else is between them becomes a hyphen', () => {
    expect(nameInFile('Nuñez  Fernández-Ávila, María José')).toBe('Nunez-Fernandez-Avila-Maria-Jose');
    expect(nameInFile('Søren Łukasz Weiß')).toBe('Soren-Lukasz-Weiss');
  });

  it('lead nowhere else', () => {
    expect(nameInFile('../../etc/passwd')).toBe('etc-passwd');
    expect(nameInFile('C:\\x')).toBe('C-x');
  });

  it('leave nothing where they are in another script', () => {
    expect(nameInFile('陈 伟')).toBe('');
  });

  it('end after sixty letters, and never with a hyphen', () => {
    expect(nameInFile(`${'a'.repeat(59)} b`)).toBe('a'.repeat(59));
    expect(nameInFile('a'.repeat(70))).toHaveLength(60);
  });
});
