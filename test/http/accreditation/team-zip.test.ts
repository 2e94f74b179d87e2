import { text } from 'node:stream/consumers';
import { fromBuffer } from 'yauzl';
import { sql } from '#platform/database/sql';
import { signedIn } from '../../support/world';
import { type DiplomaWorld, startDiplomas } from './diploma-world';

describe('/team/diplomas.zip', () => {
  let at: DiplomaWorld;
  beforeAll(async () => {
    at = await startDiplomas();
    const { app, world } = at;
    // A name that a spreadsheet would run, and one in another script.
    await app.work.run(() => app.db.update('person', world.dora, { familyName: '=1+1', givenName: 'Dora' }));
    await app.work.run(() => app.db.update('person', world.fay, { familyName: '陈', givenName: '伟' }));
    for (const person of [world.ben, world.chi, world.dora, world.emil, world.fay]) await at.completes(person);
    await at.issue();
  });
  afterAll(() => at.app.close());

  it('gives a manager the diplomas of the own line, with a list of them', async () => {
    const ben = await signedIn(at.app, at.world.ben);
    const answer = await ben.get('/team/diplomas.zip');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/zip');
    const files = await unzip(answer.bytes);
    expect([...files.keys()].sort()).toEqual(['2027-1_U01_1-1-Dora_C001.pdf', '2027-1_U01_Chavez-Chi_E003.pdf', 'index.csv']);
    expect(files.get('2027-1_U01_Chavez-Chi_E003.pdf')).toMatch(/^%PDF-1\.7/);
    const index = files.get('index.csv') ?? '';
    expect(index.charCodeAt(0)).toBe(0xef);
    expect(Buffer.from(index, 'latin1').toString('utf8')).toContain(
      `Chávez;Chi;01-mi-trabajo-es-el-cliente;2027-1;2027-03-01;${await at.codeOf(at.world.chi)}`,
    );
    expect(index).toContain(";'=1+1;");
  });

  it('gives HR everybody of a round, and writes down that it did', async () => {
    const ada = await signedIn(at.app, at.world.ada);
    const files = await unzip((await ada.get('/team/diplomas.zip?round=2027-1')).bytes);
    expect(files.size).toBe(6);
    expect([...files.keys()]).toContain('2027-1_U01_E005.pdf');
    const line = await at.app.db.row<{ detail: string }>(
      sql`SELECT detail FROM audit_line WHERE action = 'diplomas.downloaded' AND actor_id = ${at.world.ada}`,
    );
    expect(JSON.parse(line?.detail ?? '')).toEqual({ diplomas: 5, round: '2027-1' });
  });

  it('gives HR the line of the manager it names, and nobody else another manager’s', async () => {
    const ada = await signedIn(at.app, at.world.ada);
    const files = await unzip((await ada.get(`/team/diplomas.zip?manager=${at.world.ben}`)).bytes);
    expect([...files.keys()].sort()).toEqual(['2027-1_U01_1-1-Dora_C001.pdf', '2027-1_U01_Chavez-Chi_E003.pdf', 'index.csv']);
    expect((await ada.get(`/team/diplomas.zip?manager=${at.world.chi}`)).to).toBe(`/team?manager=${at.world.chi}`);
    for (const manager of ['01234567-0123-7123-8123-0123456789ab', 'x'])
      expect((await ada.get(`/team/diplomas.zip?manager=${manager}`)).status).toBe(404);
    expect((await (await signedIn(at.app, at.world.ben)).get(`/team/diplomas.zip?manager=${at.world.ada}`)).status).toBe(404);
  });

  it('gives a manager no more by naming a round, and nothing by naming one that is not there', async () => {
    const ben = await signedIn(at.app, at.world.ben);
    expect((await unzip((await ben.get('/team/diplomas.zip?round=2027-1')).bytes)).size).toBe(3);
    expect((await ben.get('/team/diplomas.zip?round=2099-1')).status).toBe(404);
  });

  it('is not there for somebody who manages nobody', async () => {
    const fay = await signedIn(at.app, at.world.fay);
    expect((await fay.get('/team/diplomas.zip')).status).toBe(404);
  });

  it('sends back with a sentence whoever has nothing to download', async () => {
    const ada = await signedIn(at.app, at.world.ada);
    const answer = await ada.get('/team/diplomas.zip');
    expect(answer.status).toBe(303);
    expect(answer.to).toBe('/team');
  });
});

function unzip(bytes: Buffer): Promise<Map<string, string>> {
  return new Promise((resolve, reject) => {
    const files = new Map<string, string>();
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) {
        reject(error);
        return;
      }
      zip.on('entry', (entry: { fileName: string }) => {
        zip.openReadStream(entry as never, (failed, stream) => {
          if (failed) {
            reject(failed);
            return;
          }
          stream.setEncoding('latin1');
          text(stream).then((content) => {
            files.set(entry.fileName, content);
            zip.readEntry();
          }, reject);
        });
      });
      zip.on('end', () => resolve(files));
      zip.on('error', reject);
      zip.readEntry();
    });
  });
}
