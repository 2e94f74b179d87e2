import { createWriteStream, existsSync, readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { type HostedFile, StatusFolder } from '#modules/accreditation';
import { type Desk, print, printJson, Refusal } from './command';

/** Writes all that verifies diplomas elsewhere into a folder, or into a ZIP where the name ends so. */
export async function writeStatusFolder({ get }: Desk, { out, json }: { out: string; json?: boolean }): Promise<void> {
  const target = resolve(out);
  const files = get(StatusFolder).files();
  const count = target.endsWith('.zip') ? await intoZip(target, files) : await intoFolder(target, files);
  if (json === true) printJson({ files: count, out: target });
  else print(`${count} files in ${target}. Put them on any web space; its first page verifies diplomas by their code.`);
}

async function intoFolder(folder: string, files: AsyncIterable<HostedFile>): Promise<number> {
  const isOurs = !existsSync(folder) || readdirSync(folder).length === 0 || existsSync(join(folder, 'verify/status.jws'));
  if (!isOurs) throw new Refusal(`${folder} holds something else; name an empty folder, or one that this command wrote before.`);
  let count = 0;
  for await (const { path, body } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), body);
    count++;
  }
  return count;
}

async function intoZip(file: string, files: AsyncIterable<HostedFile>): Promise<number> {
  if (existsSync(file)) throw new Refusal(`${file} exists already; give the ZIP a new name.`);
  const zip = new ZipFile();
  const written = pipeline(zip.outputStream as Readable, createWriteStream(file));
  let count = 0;
  for await (const { path, body } of files) {
    zip.addBuffer(Buffer.from(body), path);
    count++;
  }
  zip.end();
  await written;
  return count;
}
