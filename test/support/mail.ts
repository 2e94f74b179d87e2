import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The last message to somebody, as it left the house: without a mail server they are files in the data folder. */
export function mailTo({ dataDir }: { readonly dataDir: string }, address: string): string {
  const folder = join(dataDir, 'mail');
  const messages = readdirSync(folder)
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .filter((message) => message.includes(`To: ${address}`));
  const last = messages.at(-1);
  if (last === undefined) throw new Error(`nothing was sent to ${address}`);
  return unfolded(last);
}

/** Quoted-printable, as far as addresses and links need it. */
const unfolded = (text: string): string => text.replace(/=\r?\n/g, '').replaceAll('=3D', '=');
