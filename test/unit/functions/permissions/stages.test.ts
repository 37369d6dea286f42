/** Every stage and every task runs with no more rights than its role has. */
import { describe, expect, it } from 'vitest';
import { authorize } from '../../../../functions/authorize/authorize.ts';
import { pendingErasureKey, writePendingErasure } from '../../../../functions/erase/pendingErasure.ts';
import { functionNames, functionRecord } from '../../../../functions/functions.ts';
import { rotate } from '../../../../functions/rotate/rotate.ts';
import { feed, type Installation, openNewsdesk, story } from './installation.ts';

const day = 24 * 3600 * 1000;

/** Everything that happens to an installation. */
async function live(): Promise<Installation> {
  const desk = await openNewsdesk();
  // A message that fails at its last receive, and one like it that succeeds later.
  const { get } = desk.inbox;
  desk.inbox.get = () => Promise.reject(new Error('S3 is down'));
  await desk.put('wire/late.txt', story('Ministers are late'));
  await desk.drain(5);
  desk.inbox.get = get;
  await desk.tell('wire/late.txt');
  await desk.drain(2);
  // Lost events, found by the sweep.
  await desk.inbox.put('wire/lost.txt', story('Ministers lost'));
  await desk.inbox.put('feeds/coast.xml', feed('d'));
  await desk.sweep();
  await desk.drain();
  // An erasure that was interrupted: sweeps complete it.
  const { items } = await desk.inbox.listVersions('wire/lost.txt');
  const scope = {
    keys: ['wire/lost.txt'],
    docs: new Set<string>(),
    payloads: new Set<string>(),
    readings: new Set<string>(),
  };
  const archiveKey = pendingErasureKey(['wire/lost.txt']);
  await writePendingErasure(desk.archive, { archiveKey, scope, versions: items });
  for (let sweeps = 0; sweeps < 4; sweeps++) {
    await desk.sweep();
    await desk.drain();
    desk.now += 2 * day; // what is unreferenced is old enough to be removed
  }
  await desk.compact();
  await desk.canary();
  // An export over several executions.
  for (const format of ['jsonl', 'csv'])
    for (const question of ['', '&q=london+entity:person/antony-blinken', '&source=Coast']) {
      await desk.request(`/v1/exports?format=${format}${question}`);
      await desk.drainExports();
    }
  for (const Step of ['createSecret', 'setSecret', 'testSecret', 'finishSecret'])
    await rotate(desk.role('rotate').rotatedSecret(), { Step, ClientRequestToken: 'v2' });
  await authorize(desk.ports('authorize'), { identitySource: [await desk.authorization()] });
  return desk;
}

describe('the roles', () => {
  it('allow every call that the code makes', async () => {
    const desk = await live();
    expect(desk.denials).toEqual([]);
    expect([...desk.roles.keys()].sort()).toEqual([...functionNames].sort());
    expect(desk.tellingLines).toEqual([]);
    // The scenario reached what it is about.
    expect(desk.files.size).toBeGreaterThan(5);
    const made = (name: Parameters<typeof desk.role>[0]) => [...desk.role(name).called];
    expect(made('normalize')).toContain('archive s3:PutObject');
    expect(made('normalize')).toContain('table dynamodb:DeleteItem'); // of a dead letter
    expect(made('sweep')).toContain('inbox s3:DeleteObjectVersion'); // of an erasure
    expect(made('sweep')).toContain('archive s3:DeleteObjectVersion');
    expect(made('sweep')).toContain('queues sqs:SendMessage');
    expect(made('sweep')).toContain('queues sqs:DeleteMessage'); // of a dead letter
    expect(made('sweep')).toContain('cursorSecret secretsmanager:DescribeSecret');
    expect(made('compact')).toContain('table dynamodb:DeleteItem'); // of a note
  });

  it('would be found lacking without any of these', async () => {
    const record = functionRecord('store') as { permissions: unknown };
    const { permissions } = record;
    try {
      record.permissions = functionRecord('store').permissions.filter(
        (each) => !each.actions.includes('dynamodb:Query'),
      );
      expect((await openNewsdesk()).denials[0]).toMatch(/^store: .*dynamodb:/);
    } finally {
      record.permissions = permissions;
    }
  });
});
