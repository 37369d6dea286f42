/** `dateline --stack NAME`: the verbs of one machine on a deployment, found by its outputs. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteObjectCommand, GetObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { endpoint, s3 } from './deployed.ts';
import { Desk, inbox } from './desk.ts';

const folder = mkdtempSync(join(tmpdir(), 'dateline-push-'));
const files = ['one.txt', 'deep/two.txt'];
let desk: Desk;

/** Runs a command without any variable of Dateline. */
function dateline(...args: string[]): Promise<{ status: number; output: string }> {
  const environment = Object.entries(process.env).filter(([name]) => !name.startsWith('DATELINE_'));
  const env = { ...Object.fromEntries(environment), AWS_ENDPOINT_URL: endpoint, AWS_REGION: 'us-east-1' };
  const command = join(import.meta.dirname, '../../cli/main.ts');
  return new Promise((resolve) =>
    execFile(process.execPath, [command, ...args], { env }, (error, stdout, stderr) =>
      resolve({ status: error === null ? 0 : Number(error.code), output: stdout + stderr }),
    ),
  );
}

const onStack = (...args: string[]) => dateline('--stack', 'dateline', ...args);

beforeAll(async () => {
  desk = await Desk.open();
  mkdirSync(join(folder, 'deep'));
  for (const file of files)
    writeFileSync(join(folder, file), `BERGEN - A ferry left for ${file} on Tuesday.\n\nIt carried news.`);
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await desk.app.close();
});

describe('the command line on a deployment', () => {
  it('pushes a folder, once', async () => {
    const { output } = await onStack('push', folder, '--prefix', 'pushed/');
    expect(output).toContain('Files: 2; uploaded 2');
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: inbox, Key: 'pushed/deep/two.txt' }));
    expect(await Body?.transformToString()).toContain('ferry left for deep/two.txt');
    expect((await onStack('push', folder, '--prefix', 'pushed/')).output).toContain('in the inbox already 2');
  });

  it('finds what is stored and waits to be merged into the search table', async () => {
    // Moto sends no notifications of buckets.
    for (const file of files)
      await desk.app.send('uploads', desk.notification('ObjectCreated:Put', `pushed/${file}`));
    expect(await desk.app.drain(['uploads', 'normalized', 'extracted'])).toEqual({});
    // Readers share the rows of moments that are ten seconds apart.
    const found = async () => expect((await onStack('search', 'ferry')).output).toContain('Found: 2.');
    await vi.waitFor(found, { timeout: 60_000, interval: 1_000 });
  });

  it('explains a file that went through the functions', async () => {
    expect(await desk.app.drain()).toEqual({});
    const { status, output } = await onStack('explain', 'pushed/one.txt');
    expect([status, output]).toEqual([0, expect.stringContaining('Nothing is pending.')]);
  });

  it('says how much there is and what is left to do, and sweeps', async () => {
    // Other files leave messages that failed.
    const told = /^Documents: [1-9][\s\S]*^Queued work: \d+/m;
    expect(await onStack('status')).toEqual({ status: 0, output: expect.stringMatching(told) });
    expect((await onStack('sweep')).status).toBe(0);
    await desk.app.drain();
  });

  it('lists the keys and the quarantine', async () => {
    expect((await onStack('keys')).output).toContain('test');
    expect(await dateline('quarantine', '--stack=dateline')).toMatchObject({ status: 0 });
  });

  it('says in a sentence that there is no such deployment', async () => {
    const { status, output } = await dateline('--stack', 'nowhere', 'keys');
    expect([status, output]).toEqual([
      1,
      expect.stringMatching(/^The stack nowhere-data cannot be read: .*\.\n$/),
    ]);
  });

  it('leaves nothing behind', async () => {
    for (const file of files) {
      await s3.send(new DeleteObjectCommand({ Bucket: inbox, Key: `pushed/${file}` }));
      await desk.app.send(
        'uploads',
        desk.notification('ObjectRemoved:DeleteMarkerCreated', `pushed/${file}`),
      );
    }
    expect(await desk.app.drain()).toEqual({});
  });
});
