import { Config } from '#platform/config/config';
import { JobRunner } from '#platform/jobs/jobs';
import { boot } from './boot';

/** Starts the server and says, in one line, where it is. */
export async function serve(): Promise<void> {
  const app = await boot();
  const config = app.get(Config);
  await app.listen(config.port, config.host);
  app.get(JobRunner).start();
  process.stdout.write(`Cadencia: ${config.publicUrl}\n`);
}
