const Module = require('node:module');
const { resolve, sep } = require('node:path');
const { compileFunction } = require('node:vm');
const { default: JestRuntime } = Module.createRequire(require.resolve('jest'))('jest-runtime');

const TESTS = resolve(__dirname, '..') + sep;
const SOURCES = resolve(__dirname, '../../src') + sep;

/** Stack traces go through modules that an earlier test file loaded: one list for all of them. */
const sourceMaps = new Map();
let latest;

/**
 * Jest loads a test file, and what `test/` shares, anew each time. The application and its packages are loaded by Node,
 * once for all test files of a process, as in production: docs/decisions, «The application is loaded once for many tests».
 */
module.exports = class Runtime extends JestRuntime {
  constructor(...args) {
    super(...args);
    const [, , resolver, , , , , { watch, watchAll }] = args;
    this.resolver = resolver;
    this.transformCache.sourceMaps = sourceMaps;
    this.executor.compile = (code, filename) => compileFunction(code, this.executor.injectedModuleParameters, { filename });
    latest = this;
    if (watch || watchAll) forgetSources();
  }

  requireModuleOrMock(from, name) {
    if (Module.isBuiltin(name)) return super.requireModuleOrMock(from, name);
    const node = Module.createRequire(from);
    return node.resolve(name).startsWith(TESTS) ? super.requireModuleOrMock(from, name) : node(name);
  }
};

/** Whoever watches changes the sources between two runs of one process. */
function forgetSources() {
  for (const file of Object.keys(require.cache)) if (file.startsWith(SOURCES)) delete require.cache[file];
}

// Node finds and compiles our sources as jest would: by the names in jest.config.js, with the same compiler and its cache.
const resolveFilename = Module._resolveFilename;
Module._resolveFilename = function (name, parent, ...rest) {
  const isOurs = name.startsWith('#') && !parent.filename.includes('node_modules');
  return isOurs ? latest.resolver.resolveModule(parent.filename, name) : resolveFilename.call(this, name, parent, ...rest);
};
Module._extensions['.ts'] = (module, filename) => module._compile(latest.transformCache.transform(filename), filename);
