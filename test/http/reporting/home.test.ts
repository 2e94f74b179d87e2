import { newId, type PersonId } from '#kernel/id';
import { MONDAY, startApp, type TestApp } from '../../support/app';
import { openRound } from '../../support/learning';
import { createWorld, signedIn, type World } from '../../support/world';

describe('the first page', () => {
  let app: TestApp;
  let world: World;
  const leadsTo = async (personId: PersonId): Promise<string | undefined> => (await (await signedIn(app, personId)).get('/')).to;

  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
  });
  afterAll(() => app.close());

  it('is the door for whoever has not signed in', async () => {
    expect((await app.visitor().get('/')).to).toBe('/sign-in');
  });

  it('is the calendar for HR until a round has opened, then the coverage', async () => {
    expect(await leadsTo(world.ada)).toBe('/calendar');
    await openRound(app, world);
    expect(await leadsTo(world.ada)).toBe('/coverage');
  });

  it('is the team for a manager and the own place for everybody else, whoever employs them', async () => {
    expect(await leadsTo(world.ben)).toBe('/team');
    for (const person of [world.chi, world.dora, world.emil, world.fay]) expect(await leadsTo(person)).toBe('/my');
  });

  it('is the coverage for an auditor and for the sponsor', async () => {
    for (const [person, role] of [
      [world.fay, 'auditor'],
      [world.chi, 'sponsor'],
    ] as const) {
      await app.work.run(() =>
        app.db.insert('role_grant', [{ id: newId(), personId: person, role, grantedAt: MONDAY, grantedBy: null, revokedAt: null }]),
      );
      expect(await leadsTo(person)).toBe('/coverage');
    }
  });
});
