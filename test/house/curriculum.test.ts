import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readUnit } from '../../src/modules/curriculum/data/read-unit';
import { isUnitName, readUnitFiles } from '../../src/modules/curriculum/data/unit-files';
import { checkUnit } from '../../src/modules/curriculum/domain/check-unit';
import { isError } from '../../src/modules/curriculum/domain/finding';
import { ROOT } from './sources';

const CURRICULUM = join(ROOT, 'curriculum');
const units = readdirSync(CURRICULUM, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe('the units that the product ships', () => {
  it('are there, in folders named after them', () => {
    expect(units.length).toBeGreaterThan(0);
    expect(units.filter((name) => !isUnitName(name))).toEqual([]);
  });

  it.each(units)('%s could be published today', async (name) => {
    const { unit, findings } = readUnit(await readUnitFiles(CURRICULUM, name));
    expect([...findings, ...checkUnit(unit)].filter(isError)).toEqual([]);
  });
});
