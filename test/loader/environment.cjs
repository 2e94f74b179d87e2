const { createRequire } = require('node:module');
const { ModuleMocker } = createRequire(require.resolve('jest'))('jest-mock');

/** What jest keeps on the global object for one test file: its tests, its listeners, the time limit that it asked for. */
const OF_ONE_FILE = /JEST_STATE_SYMBOL|EVENT_HANDLERS|RETRY|TEST_TIMEOUT_SYMBOL/;

/**
 * Tests run where the application runs, not in a sandbox beside it: an `Error` or an array is the same to both.
 * The next test file finds the process as this one found it.
 */
module.exports = class ProcessEnvironment {
  global = globalThis;
  fakeTimers = null;
  fakeTimersModern = null;
  moduleMocker = new ModuleMocker(globalThis);
  #found = { console: globalThis.console, exit: process.exit, env: { ...process.env } };

  async setup() {}

  async teardown() {
    const { console, exit, env } = this.#found;
    globalThis.console = console;
    process.exit = exit;
    for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
    Object.assign(process.env, env);
    for (const key of Object.getOwnPropertySymbols(globalThis)) if (OF_ONE_FILE.test(String(key))) delete globalThis[key];
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return null;
  }
};
