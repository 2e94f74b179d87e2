import { SetupService } from '#modules/setup';
import { Config } from '#platform/config/config';
import { JobRunner } from '#platform/jobs/jobs';
import { boot } from './boot';

/** Starts the server and says, in one line, where it is; and how to begin, while there is no company yet. */
export async function serve(): Promise<void> {
  const app = await boot();
  const config = app.get(Config);
  await app.listen(config.port, config.host);
  app.get(JobRunner).start();
  const link = await app.get(SetupService).linkIfNeeded();
  process.stdout.write(
    link === null ? `Cadencia: ${config.publicUrl}\n` : `Cadencia: ${config.publicUrl} – set up your company, once: ${link}\n`,
  );
}
