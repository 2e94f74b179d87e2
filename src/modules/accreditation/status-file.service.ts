import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { dateIn, milliseconds } from '#kernel/instant';
import { Config } from '#platform/config/config';
import { Clock } from '#platform/time/clock';
import { type StandingRow, StandingsReadModel } from './data/standings.read-model';
import { issuerOf } from './domain/badge';
import { hashOf } from './domain/diploma';
import { readSnapshot } from './domain/read-snapshot';
import { REVOCATION_REASONS } from './domain/revocation';
import { codeHash, digitsFor, factsHash, type StatusEntry, type StatusIndex, writePart } from './domain/status-file';
import { RecordSigner } from './record-signer';

const CHUNK = 1000;
/** So often at most it is looked whether something changed, however often it is fetched. */
const LOOK_MINUTES = 10;

/** The signed file of where every diploma stands, without a code or a name in it: whoever hosts it elsewhere lets diplomas be verified without us. */
@Injectable()
export class StatusFileService {
  private looking: Promise<number> | null = null;
  private lookedAt = -Infinity;

  constructor(
    private readonly standings: StandingsReadModel,
    private readonly signer: RecordSigner,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** The signed index; `iat` in it says as of when. */
  async index(): Promise<string> {
    if (milliseconds(this.clock.now()) - this.lookedAt > LOOK_MINUTES * 60_000) await this.keepCurrent();
    return readFile(join(this.folder, INDEX), 'utf8');
  }

  /** The part of this hash; null where there is none. */
  async part(hash: string): Promise<string | null> {
    return /^[0-9a-f]{64}$/.test(hash) ? readFile(join(this.folder, `${hash}.json`), 'utf8').catch(() => null) : null;
  }

  /** The hashes of the parts that the index names. */
  async parts(): Promise<readonly string[]> {
    await this.index();
    return (await this.state()).parts;
  }

  /** Writes the file anew where something changed; returns how many diplomas it then holds, 0 where it stayed. */
  keepCurrent(): Promise<number> {
    this.looking ??= this.look().finally(() => (this.looking = null));
    return this.looking;
  }

  private get folder(): string {
    return join(this.config.dataDir, 'status');
  }

  private async look(): Promise<number> {
    const mark = `${this.config.publicUrl} ${await this.standings.mark()}`;
    const before = await this.state();
    this.lookedAt = milliseconds(this.clock.now());
    if (before.mark === mark) return 0;
    const entries = await this.entries();
    const parts = await this.writeParts(entries);
    await this.replace(INDEX, await this.signer.sign(this.indexOf(entries.size, parts)));
    const hashes = [...parts.values()];
    await this.replace(STATE, JSON.stringify({ mark, parts: hashes } satisfies State));
    // Those of the index before stay for whoever has just read it.
    await this.sweep(new Set([...hashes, ...before.parts]));
    return entries.size;
  }

  private async entries(): Promise<ReadonlyMap<string, StatusEntry>> {
    const entries = new Map<string, StatusEntry>();
    let rows = await this.standings.after('', CHUNK);
    for (; rows.length > 0; rows = await this.standings.after(rows.at(-1)?.id ?? '', CHUNK)) {
      for (const row of rows) entries.set(codeHash(row.code), this.entryOf(row));
      await setImmediate();
    }
    return entries;
  }

  private entryOf({ code, snapshot, snapshotHash, supersededAt, revokedAt, revokedReason }: StandingRow): StatusEntry {
    const frozen = readSnapshot(snapshot);
    if (hashOf(snapshot) !== snapshotHash || frozen.code !== code) return ['altered'];
    const facts = factsHash(frozen);
    const { zone } = this.clock;
    if (revokedAt !== null)
      return ['revoked', facts, dateIn(zone, revokedAt), REVOCATION_REASONS.find((reason) => reason === revokedReason) ?? null];
    return supersededAt === null ? ['valid', facts] : ['superseded', facts, dateIn(zone, supersededAt)];
  }

  /** By the first figures of the hashes in them. */
  private async writeParts(entries: ReadonlyMap<string, StatusEntry>): Promise<ReadonlyMap<string, string>> {
    const digits = digitsFor(entries.size);
    const grouped = groupsOf(entries, digits);
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const parts = new Map<string, string>();
    for (const [prefix, group] of [...grouped].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const text = writePart(group);
      const hash = hashOf(text);
      parts.set(prefix, hash);
      await this.replace(`${hash}.json`, text);
    }
    return parts;
  }

  private indexOf(diplomas: number, parts: ReadonlyMap<string, string>): StatusIndex {
    return {
      iss: issuerOf(this.config.publicUrl),
      iat: Math.floor(milliseconds(this.clock.now()) / 1000),
      diplomas,
      digits: digitsFor(diplomas),
      parts: Object.fromEntries(parts),
    };
  }

  /** Whole or not at all. */
  private async replace(name: string, text: string): Promise<void> {
    const path = join(this.folder, name);
    await writeFile(`${path}.part`, text);
    await rename(`${path}.part`, path);
  }

  private async sweep(kept: ReadonlySet<string>): Promise<void> {
    for (const name of await readdir(this.folder))
      if (/^[0-9a-f]{64}\.json$/.test(name) && !kept.has(name.slice(0, 64))) await rm(join(this.folder, name), { force: true });
  }

  private async state(): Promise<State> {
    try {
      return JSON.parse(await readFile(join(this.folder, STATE), 'utf8')) as State;
    } catch {
      // Not written yet, or cut off by a crash: then it is written anew.
      return { mark: '', parts: [] };
    }
  }
}

interface State {
  readonly mark: string;
  readonly parts: readonly string[];
}

const INDEX = 'status.jws';
const STATE = 'state.json';

function groupsOf(entries: ReadonlyMap<string, StatusEntry>, digits: number): ReadonlyMap<string, Map<string, StatusEntry>> {
  const groups = new Map<string, Map<string, StatusEntry>>();
  for (const [hash, entry] of entries) {
    const prefix = hash.slice(0, digits);
    const group = groups.get(prefix) ?? new Map<string, StatusEntry>();
    groups.set(prefix, group.set(hash, entry));
  }
  return groups;
}
