import { loadEnvironment } from './environment';
import { explain } from './boot';
import { serve } from './serve';

loadEnvironment();
serve().catch((error: unknown) => {
  process.stderr.write(`Cadencia did not start:\n${explain(error)}\n`);
  process.exit(1);
});
