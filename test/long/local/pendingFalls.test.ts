/** `pending` says how much is left: it falls as documents are stored, and does not stay high to the end. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { startPipeline } from '../../../local/pipeline.ts';
import { terminalLog } from '../../../runtime/local/log.ts';

/** Half of them take several times as long as `index` gathers messages (core/protocol/topology.ts). */
const files = 1200;

it('falls as files are done', async () => {
  const root = mkdtempSync(path.join(tmpdir(), 'dateline-pending-'));
  const [home, inbox] = [path.join(root, 'home'), path.join(root, 'inbox')];
  mkdirSync(inbox);
  for (let i = 0; i < files; i++)
    writeFileSync(
      path.join(inbox, `${i}.txt`),
      `Storm ${i} closes harbour\n\nThe storm number ${i} closed the harbour on 3 May 2021.`,
    );
  const log = terminalLog(() => {});
  const pipeline = await startPipeline({ home, inbox, host: '127.0.0.1', port: 0, seeds: undefined, log });
  const json = async (route: string) => (await fetch(`${pipeline.url}${route}`)).json();
  // The first scan of the folder goes on.
  await expect
    .poll(async () => ((await json('/v1/health')) as { pending: number }).pending)
    .toBeGreaterThan(files / 2);
  let halfway: number | undefined;
  for (;;) {
    const { pending } = (await json('/v1/health')) as { pending: number };
    const { documents } = (await json('/v1/stats')) as { documents: number };
    if (halfway === undefined && documents >= files / 2) halfway = pending;
    if (pending === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await pipeline.stop();
  rmSync(root, { recursive: true, force: true });
  // Half of the files are left, with what the stages have in hand.
  expect(halfway ?? 0).toBeLessThan(files * 0.9);
});
