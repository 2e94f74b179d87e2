// How fast the product is, as it is served: `npm run bench`, `-- --json`, `-- --only NAME`, `-- --postgres`, `-- --help`.
import { build, install } from './prepare.mjs';

install();
build();
const { bench } = await import('../bench/bench.mjs');
process.exit(await bench(process.argv.slice(2)));
