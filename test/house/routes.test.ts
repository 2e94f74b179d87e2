import { startApp, type TestApp } from '../support/app';
import { routesOf } from '../support/routes';

describe('the routes', () => {
  let app: TestApp;
  beforeAll(async () => (app = await startApp()));
  afterAll(() => app.close());

  it('all say who may use them', () => {
    const routes = routesOf(app);
    expect(routes.length).toBeGreaterThan(10);
    expect(routes.filter(({ rule }) => rule === undefined)).toEqual([]);
  });

  it('let nobody in who has not signed in, except where they say so', async () => {
    const visitor = app.visitor();
    for (const { method, path, rule } of routesOf(app)) {
      if (rule === undefined || 'open' in rule) continue;
      const url = path.replaceAll(/:\w+/g, '01234567-0123-7123-8123-0123456789ab');
      const answer = method === 'GET' ? await visitor.get(url) : await visitor.post(url);
      expect(`${method} ${path} ${answer.status} ${answer.to ?? ''}`).toMatch(/ 303 \/sign-in/);
    }
  });

  it('change nothing on GET: every change is a POST', () => {
    expect(routesOf(app).filter(({ method }) => !['GET', 'POST'].includes(method))).toEqual([]);
  });
});
