import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { restored } from '../../../cli/restored.ts';
import { openContext } from '../../../cli/wiring.ts';
import { currentEpoch } from '../../../core/records/epoch.ts';
import { openHomeFolder } from '../../../local/homeFolder.ts';
import { silentLog } from '../../silentLog.ts';
import { recordedOutput } from './recordedOutput.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'dateline-restored-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('refuses beside a server, whose readers would find nothing from then on', async () => {
  const server = await openHomeFolder(folder, silentLog, { alone: true });
  const before = await currentEpoch(server.ports);
  const command = await openContext({ DATELINE_HOME: folder });
  const output = recordedOutput();
  const run = () => restored.run(command, { operands: {}, options: {} }, output);
  await expect(run()).rejects.toThrow(/^Another Dateline is running on the home folder/);
  expect(await currentEpoch(server.ports)).toEqual(before);

  server.close();
  expect(await run()).toMatchObject({ status: 0 });
  expect(output.lines.at(-1)).toMatch(/^Start Dateline now/);
  expect(await currentEpoch(command.ports)).not.toEqual(before);
  await expect(openHomeFolder(folder, silentLog, { alone: true })).rejects.toThrow(/is running/);
  command.close();
});
