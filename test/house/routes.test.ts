import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { ModulesContainer } from '@nestjs/core';
import { ACCESS_RULE, type AccessRule } from '#platform/http/access';
import { startApp, type TestApp } from '../support/app';

interface Route {
  readonly method: string;
  readonly path: string;
  readonly rule: AccessRule | undefined;
}

/** Every route of the application, read from what Nest itself reads. */
export function routesOf(app: TestApp): Route[] {
  const controllers = [...app.app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype }) => {
    const prototype = (metatype as { prototype: object }).prototype;
    const prefixes = [Reflect.getMetadata(PATH_METADATA, metatype as object) as string | string[]].flat();
    return Object.getOwnPropertyNames(prototype).flatMap((name): Route[] => {
      const handler: unknown = Object.getOwnPropertyDescriptor(prototype, name)?.value;
      if (typeof handler !== 'function') return [];
      const path = Reflect.getMetadata(PATH_METADATA, handler) as string | string[] | undefined;
      if (name === 'constructor' || path === undefined) return [];
      const rule = (Reflect.getMetadata(ACCESS_RULE, handler) ?? Reflect.getMetadata(ACCESS_RULE, metatype as object)) as
        AccessRule | undefined;
      const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number] ?? 'GET';
      return prefixes.flatMap((prefix) =>
        [path].flat().map((one) => ({ method, path: `/${prefix}/${one}`.replaceAll(/\/+/g, '/').replace(/(?<=.)\/$/, ''), rule })),
      );
    });
  });
}

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
