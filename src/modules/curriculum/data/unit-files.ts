import { lstat, readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { type Finding, finding } from '../domain/finding';

/** The texts of a unit's folder by their path inside it, and what could not be read. Nothing in there can make it throw or fill the memory. */
export interface UnitFiles {
  readonly folder: string;
  readonly texts: ReadonlyMap<string, string>;
  readonly findings: readonly Finding[];
}

const MOST_FILES = 200;
const MOST_BYTES = 1024 * 1024;
const FOLDERS = ['es', 'en', 'images'];
const KNOWN = /^(unit\.yaml|(es|en)\/[a-z0-9-]+\.(md|yaml)|images\/[a-z0-9-]+\.svg)$/;

/** All of it, or the files asked for. */
export async function readUnitFiles(root: string, folder: string, only?: readonly string[]): Promise<UnitFiles> {
  const texts = new Map<string, string>();
  const findings: Finding[] = [];
  const found = await pathsIn(join(root, folder));
  if (found === null) return { folder, texts, findings: [finding('unit.yaml', 1, 'unit.folder', { folder })] };
  const paths = only ? found.filter((path) => only.includes(path)) : found;
  if (paths.length > MOST_FILES) findings.push(finding('unit.yaml', 1, 'unit.too-many-files', { count: paths.length, most: MOST_FILES }));
  for (const path of paths.slice(0, MOST_FILES)) {
    if (!KNOWN.test(path)) findings.push(finding(path, 1, 'unit.file-unknown'));
    else await readInto(texts, findings, join(root, folder), path);
  }
  return { folder, texts, findings };
}

/** Folders that look like units, in their order. A missing curriculum folder has none. */
export async function unitFolders(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && isUnitName(entry.name))
    .map(({ name }) => name)
    .sort();
}

/** `01-mi-trabajo-es-el-cliente`: nothing else ever becomes part of a path. */
export function isUnitName(name: string): boolean {
  return /^\d{2}-[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && name.length <= 80;
}

async function pathsIn(folder: string): Promise<string[] | null> {
  const top = await readdir(folder).catch(() => null);
  if (top === null) return null;
  const nested = await Promise.all(
    FOLDERS.filter((name) => top.includes(name)).map(async (name) => (await readdir(join(folder, name)).catch(() => [])).map((file) => posix.join(name, file))),
  );
  // Files that an editor or a system leaves behind are nobody's fault.
  return [...top.filter((name) => !FOLDERS.includes(name)), ...nested.flat()].filter((path) => !posix.basename(path).startsWith('.')).sort();
}

async function readInto(texts: Map<string, string>, findings: Finding[], folder: string, path: string): Promise<void> {
  try {
    const facts = await lstat(join(folder, path));
    if (!facts.isFile()) findings.push(finding(path, 1, 'unit.file-unreadable', { problem: 'kind' }));
    else if (facts.size > MOST_BYTES) findings.push(finding(path, 1, 'unit.file-too-big', { kilobytes: Math.ceil(facts.size / 1024), most: MOST_BYTES / 1024 }));
    else {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(join(folder, path)));
      if (text.includes('\0')) findings.push(finding(path, 1, 'unit.file-unreadable', { problem: 'binary' }));
      else texts.set(path, text);
    }
  } catch (error) {
    findings.push(finding(path, 1, 'unit.file-unreadable', { problem: error instanceof TypeError ? 'encoding' : 'system' }));
  }
}
