import { createRequire } from 'node:module';

/** The product as it was built: `product('#modules/people')`, `product('#platform/http/csrf')`. */
export const product = createRequire(import.meta.url);

/** The whole application in this process, not listening. Its settings are this process's environment. */
export async function start() {
  const app = await product('../../dist/boot.js').boot();
  const get = (path, name) => app.get(product(path)[name]);
  return {
    app,
    get,
    db: get('#platform/database/database', 'Database'),
    work: get('#platform/database/unit-of-work', 'UnitOfWork'),
    clock: get('#platform/time/clock', 'Clock'),
    system: () => get('#platform/time/contexts', 'Contexts').system('bench'),
    close: () => app.close(),
  };
}
