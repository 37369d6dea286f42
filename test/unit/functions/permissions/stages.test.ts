/** Every stage and every task runs with no more rights than its role has. */
import { describe, expect, it } from 'vitest';
import { documentId } from '../../../../core/document/documentIdentity.ts';
import { hash } from '../../../../core/hash.ts';
import { type FunctionName, queueNames } from '../../../../core/protocol/topology.ts';
import { authorize } from '../../../../functions/authorize/authorize.ts';
import { pendingErasureKey, writePendingErasure } from '../../../../functions/erase/pendingErasure.ts';
import { functionNames, functionRecord } from '../../../../functions/functions.ts';
import { rotate } from '../../../../functions/rotate/rotate.ts';
import { feed, type Installation, openNewsdesk, story } from './installation.ts';

const day = 24 * 3600 * 1000;

/** Too large for rows of the table, even compressed: nothing in it repeats. */
function longStory(about: string): string {
  const word = (i: number) => hash(about, String(i)).replaceAll(/\d/g, '');
  const name = (i: number) => `Ms ${word(i).charAt(0).toUpperCase()}${word(i).slice(1, 9)}`;
  const sentences = Array.from(
    { length: 600 },
    (_, i) => `${i % 5 === 0 ? name(i) : 'She'} said ${word(i)}. `,
  );
  return story('The long reading', sentences.join(''));
}

/** Every consumer gives up on a message that is none. */
async function giveUp(desk: Installation): Promise<void> {
  for (const name of queueNames) await desk.queues[name].send(['no message']);
  await desk.drain(5);
  await desk.exports.send(['no export']);
  await desk.drainExports();
}

/** Everything that happens to an installation. */
async function live(): Promise<Installation> {
  const desk = await openNewsdesk();
  await desk.put('wire/long.txt', longStory('one'));
  await desk.drain();
  await desk.put('wire/long.txt', longStory('two'));
  await desk.drain();
  // A message that comes twice.
  const doc = documentId({ key: 'wire/long.txt', part: '', ordinal: 0 });
  await desk.queues.normalized.send([JSON.stringify({ hint: 'document/1', doc })]);
  await desk.drain();
  await giveUp(desk);
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

/** Without the right to list a bucket, S3 answers 403 where an object is missing. */
const missing = 'archive s3:ListBucket';

/** What the roles allow for days on which something is lost, old, broken off or waits. */
const onOtherDays: Partial<Record<FunctionName, string[]>> = {
  normalize: ['archive s3:GetObject payloads/*', missing], // the archive has lost a payload
  extract: [missing],
  store: [missing, 'archive s3:PutObject annotations/*'], // a sweep may be about to remove an old annotation
  index: [
    'archive s3:DeleteObject search/*', // by LanceDB
    'queues sqs:SendMessage extracted', // a surname alone is linked otherwise
    'queues sqs:SendMessage touched', // search rows wait for others
  ],
  export: ['archive s3:AbortMultipartUpload exports/*'],
  sweep: [
    'archive s3:DeleteObjectVersion search/*', // of an earlier epoch
    // What is lost is made again.
    'archive s3:GetObject annotations/*',
    'archive s3:GetObject payloads/*',
    'inbox s3:GetObjectVersion *',
    'queues sqs:SendMessage normalized',
    'queues sqs:SendMessage touched',
  ],
  canary: ['archive s3:GetObject payloads/*', missing], // its text is a row of the table
};

describe('the roles', () => {
  it('allow every call that the code makes', async () => {
    const desk = await live();
    expect(desk.denials).toEqual([]);
    expect([...desk.roles.keys()].sort()).toEqual([...functionNames].sort());
    expect(desk.tellingLines).toEqual([]);
    // They allow no more than that; routes.test.ts has the functions of the API.
    for (const [name, { unused }] of desk.roles)
      if (name !== 'query' && name !== 'search')
        expect(unused, name).toEqual([...(onOtherDays[name] ?? [])].sort());
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
