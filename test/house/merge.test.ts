import { PersonMergeParts } from '#modules/people';
import { referencesTo } from '#platform/database/record';
import { startApp, type TestApp } from '../support/app';

describe('two records that become one person', () => {
  let app: TestApp;
  beforeAll(async () => (app = await startApp()));
  afterAll(() => app.close());

  it('leave nothing behind: every column that says whose a row is has a fate, or a reason to stay', () => {
    const known = app.get(PersonMergeParts).all();
    const owned = referencesTo('person').filter(({ column }) => column === 'person_id' || column === 'manager_id');
    const keys = known.map(({ table, column }) => `${table}.${column}`);
    expect(owned.map(({ table, column }) => `${table}.${column}`).sort()).toEqual([...keys].sort());
    expect(known.filter((part) => part.fate === 'stays' && part.because.length < 20)).toEqual([]);
  });
});
