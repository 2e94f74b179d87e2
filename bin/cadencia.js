#!/usr/bin/env node
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const cli = join(__dirname, '../dist/cli.js');
if (!existsSync(cli)) {
  process.stderr.write('Cadencia is not built yet: run `npm ci && npm run build` (or `npm start`) in its folder first.\n');
  process.exit(1);
}
require(cli);
