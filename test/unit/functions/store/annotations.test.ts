/** An annotation that META does not refer to yet, and that a sweep may be about to remove, is put again. */
import { beforeEach, describe, expect, it } from 'vitest';
import { thresholds } from '../../../../core/protocol/thresholds.ts';
import { annotationPrefix } from '../../../../core/records/archive.ts';
import { Records, story } from '../sweep/records.ts';

const text = story('Ministers meet in the capital');
let records: Records;
const annotations = async () => (await records.archive.listVersions(annotationPrefix)).items.length;

beforeEach(async () => {
  records = new Records();
  await records.put('a.txt', text);
  expect(await annotations()).toBe(1);
});

describe('an annotation', () => {
  it('that is old is put again for another document with the same text', async () => {
    records.now += thresholds.refreshAfterMilliseconds + 2000;
    await records.put('b.txt', text);
    expect(await annotations()).toBe(2);
    expect(await records.differences()).toEqual([]);
  });

  it('that is younger is not', async () => {
    records.now += thresholds.refreshAfterMilliseconds - 2000;
    await records.put('b.txt', text);
    expect(await annotations()).toBe(1);
  });

  it('that META refers to is not put again, however old', async () => {
    records.now += 2 * thresholds.refreshAfterMilliseconds;
    await records.put('a.txt', text);
    expect(await annotations()).toBe(1);
  });
});
