import { startApp, type TestApp } from '../../support/app';
import { createWorld, signedIn, type World } from '../../support/world';

describe('the door', () => {
  let app: TestApp;
  let world: World;
  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
  });
  afterAll(() => app.close());

  it('shows a page, in the language of the browser, where there is nothing', async () => {
    const spanish = await app.visitor().get('/no-such-place');
    expect(spanish.status).toBe(404);
    expect(spanish.html).toContain('Aquí no hay nada para usted');
    const english = await app.visitor().get('/no-such-place', { 'accept-language': 'en-GB,en;q=0.9' });
    expect(english.html).toContain('There is nothing here for you');
  });

  it('speaks the language of the person who is signed in', async () => {
    const fay = await signedIn(app, world.fay);
    expect((await fay.get('/no-such-place')).html).toContain('There is nothing here for you');
  });

  it('refuses a form that is not one of ours', async () => {
    const ada = await signedIn(app, world.ada);
    const forged = await ada.post('/sign-out', { _csrf: 'forged' }, { 'sec-fetch-site': 'cross-site' });
    expect(forged.status).toBe(403);
    expect(forged.html).toContain('El formulario ya no sirve');
    const elsewhere = await ada.post('/sign-out', {}, { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' });
    expect(elsewhere.status).toBe(403);
  });

  it('sends a strict content security policy with every page', async () => {
    const answer = await app.visitor().get('/no-such-place');
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  });

  it('serves what a page needs for a year, compressed, under a name that changes with it', async () => {
    const page = await app.visitor().get('/no-such-place');
    const sheet = /href="(\/assets\/styles\/all\.[0-9a-f]{12}\.css)"/.exec(page.html)?.[1] ?? '';
    const answer = await app.visitor().get(sheet, { 'accept-encoding': 'gzip, br' });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-encoding']).toBe('br');
    expect(answer.headers['cache-control']).toContain('immutable');
    expect((await app.visitor().get('/assets/../package.json')).status).toBe(404);
  });

  it('says whether it lives', async () => {
    expect((await app.visitor().get('/health/live')).html).toBe('{"status":"ok"}');
    expect((await app.visitor().get('/health/ready')).status).toBe(200);
    expect((await app.visitor().get('/metrics')).status).toBe(404);
  });
});
