/** Whether two looks at a version saw the same put. */
import { expect, it } from 'vitest';
import type { ObjectInfo } from '../../../../core/ports/objects.ts';
import { isSamePut } from '../../../../functions/normalize/snapshot.ts';

const once: ObjectInfo = { key: 'a.json', version: 'v1', etag: 'e1', modified: 1, size: 1, metadata: {} };
const inPlace = { ...once, version: 'null' };

it.each<[string, ObjectInfo, Partial<ObjectInfo>, boolean]>([
  ['another version', once, { version: 'v2' }, false],
  ['the same version, which never changes', once, { etag: 'e2', modified: 2 }, true],
  ['the same without versions', inPlace, {}, true],
  ['another text in its place, in the same millisecond', inPlace, { etag: 'e2' }, false],
  ['the same text in its place, later', inPlace, { modified: 2 }, false],
])('%s', (_, first, changed, same) => {
  expect(isSamePut({ ...first, latest: true, deleted: false }, { ...first, ...changed })).toBe(same);
});
