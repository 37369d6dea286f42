/**
 * The keys of the table as they are written. Rows outlive the code that wrote them, so a changed key is a new
 * row, and the old ones are lost to their readers.
 */
import { expect, it } from 'vitest';
import { hash } from '../../../../core/hash.ts';
import * as layout from '../../../../core/records/keys.ts';

const { keys } = layout;
const day = '2021-05-03';
const entity = 'person/a';

it.each([
  [keys.claim('a.txt'), `OBJ#${hash('a.txt')}`, 'META'],
  [keys.child('a.txt', 'd1'), `OBJ#${hash('a.txt')}`, 'DOC#d1'],
  [keys.part('a.zip', 'b', 2), `OBJ#${hash('a.zip')}`, `PART#${hash('b', '2')}`],
  [keys.document('d1'), 'DOC#d1', 'META'],
  [keys.from('d1', 'a.txt'), 'DOC#d1', `FROM#${hash('a.txt')}`],
  [keys.posting(entity, day, 'd1'), 'ENT#person/a', 'DAY#2021-05-03#d1'],
  [keys.shortName(entity, day, 'd1'), 'ENT#person/a', 'NAME#2021-05-03#d1'],
  [keys.hiddenPosting(entity, day, 'd1'), 'ENT#person/a', 'HIDDEN#2021-05-03#d1'],
  [keys.tally(entity, day), 'ENT#person/a', 'TALLY#2021-05'],
  [keys.shards(entity, day, '0f'), 'ENT#person/a', 'SHARD#2021-05-03#2#0f'],
  [keys.entity(entity), 'ENT#person/a', 'META'],
  [keys.trend(day, 2, entity), 'TREND#2021-05-03#2', 'person/a'],
  [keys.alias('angela merkel', entity), 'ALIAS#an', 'angela merkel#person/a'],
  [keys.alias('x'.repeat(101), entity), 'ALIAS#xx', `${'x'.repeat(100)}#person/a`],
  [keys.deadLetter('uploads', 'a'), `DEAD#${hash('uploads', 'a')}`, 'META'],
  [keys.attempts('uploads', 'a'), `DEAD#${hash('uploads', 'a')}`, 'ATTEMPTS'],
  [keys.exportJob('e'), 'EXPORT#e', 'META'],
  [keys.apiKey('k'), 'KEYS', 'k'],
  [keys.apiKeyUse('k'), 'KEYUSE#k', 'META'],
  [keys.decision(12), 'DECISIONS', '00000012'],
  [keys.appliedDecision(12), 'DECISIONS#APPLIED', '00000012'],
  [keys.epoch, 'EPOCH', 'META'],
  [keys.sweep, 'SWEEP', 'META'],
  [keys.reprocessing, 'REPROCESS', 'META'],
  [keys.spent(day, 'p'), 'BUDGET#2021-05-03', 'SPENT#p'],
  [keys.budgetLifts(day), 'BUDGET#2021-05-03', 'LIFTS'],
  [keys.compaction('TURN'), 'COMPACT', 'TURN'],
  [keys.smallObject('payload/0fe'), 'SMALL#payload/0', 'payload/0fe'],
  [keys.change('2021-05-03T09:00:00.000Z', 'e1'), 'CHANGES#2021-05-03#e', '2021-05-03T09:00:00.000Z#e1'],
])('the key %j', (key, pk, sk) => {
  expect(key).toEqual({ pk, sk });
});

it('the partitions of the indexes, and what sort keys begin with', () => {
  expect(layout.authorityPartition).toBe('AUTHORITY');
  expect(layout.listPartition('a')).toBe('LIST#a');
  expect(layout.sourcePartition('bbc')).toBe(`SOURCE#${hash('bbc')}`);
  expect(layout.refusedPartitions('json')).toEqual([0, 1, 2, 3].map((shard) => `REFUSED#json#${shard}`));
  for (const digit of '0123456789abcdef')
    expect(layout.refusedPartitionOf('json', `x${digit}`)).toBe(`REFUSED#json#${Number(`0x${digit}`) % 4}`);
  expect(layout.postingPrefix(day)).toBe('DAY#2021-05-03#');
  expect(layout.postingPrefix(day, '0f')).toBe('DAY#2021-05-03#0f');
  expect(layout.shardsOfDay(day)).toBe('SHARD#2021-05-03#');
  expect(layout.longestShard).toBe(4);
  expect(layout.shards).toEqual([...'0123456789abcdef']);
  expect(layout.smallObjectPartitions(['b/', 'a/'])).toEqual(
    ['a', 'b'].flatMap((name) => [...'0123456789abcdef'].map((digit) => `SMALL#${name}/${digit}`)),
  );
});

it('which rows of an entity are those of documents', () => {
  const sortKeys = ['DAY#d', 'NAME#d', 'HIDDEN#d', 'TALLY#d', 'SHARD#d', 'META'];
  expect(sortKeys.map((sk) => layout.isRowOfName({ sk }))).toEqual([true, true, true, false, false, false]);
  expect(layout.isDeadLetterRow(keys.deadLetter('q', 's'))).toBe(true);
  expect(layout.isDeadLetterRow(keys.attempts('q', 's'))).toBe(false);
});

it('which rows a rebuild from the bucket makes', () => {
  const kept = [
    keys.apiKey('k'),
    keys.epoch,
    keys.decision(1),
    keys.appliedDecision(1),
    keys.sweep,
    keys.reprocessing,
    keys.compaction('TURN'),
    keys.change('2021-05-03T09:00:00.000Z', 'd'),
    keys.deadLetter('q', 's'),
    keys.apiKeyUse('k'),
    keys.exportJob('e'),
    keys.smallObject('payload/0'),
    keys.budgetLifts(day),
  ];
  expect(kept.filter(layout.isDerivedRow)).toEqual([]);
  const made = [
    keys.claim('k'),
    keys.child('k', 'd'),
    keys.document('d'),
    keys.entity('e'),
    keys.alias('n', 'e'),
    keys.trend(day, 0, 'e'),
  ];
  expect(made.filter(layout.isDerivedRow)).toEqual(made);
});
