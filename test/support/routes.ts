import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { ModulesContainer } from '@nestjs/core';
import { ACCESS_RULE, type AccessRule } from '#platform/http/access';
import type { TestApp } from './app';

export interface Route {
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
