import { expect, test } from 'vitest';
import { annotate } from '../../../core/entities/annotate.ts';
import { emptyAuthority } from '../../../core/entities/authority/authority.ts';
import { annotator } from '../../../runtime/annotator.ts';
import { story } from '../core/entities/annotatedStory.ts';

const quick = story(['They met Maria Quelle on the quay.']);

test('a document that takes too long is given up, and the next one is annotated', async () => {
  const limited = annotator({
    milliseconds: 50,
    annotateText: (content, payload, tagger) => {
      while (payload === 'endless');
      return annotate(content, payload, tagger, emptyAuthority);
    },
  });
  await expect(limited(quick, 'endless')).rejects.toMatchObject({
    code: 'extract.timeout',
    message: 'annotation: more than 0.05 seconds of processor time',
  });
  expect((await limited(quick, 'next')).entities).toMatchObject([{ id: 'person/maria-quelle' }]);
});

test('only processor time counts: a document that waits is tried again', async () => {
  const held = new Int32Array(new SharedArrayBuffer(4));
  let attempts = 0;
  const limited = annotator({
    milliseconds: 20,
    annotateText: (content, payload, tagger) => {
      if (++attempts === 1) Atomics.wait(held, 0, 0);
      return annotate(content, payload, tagger, emptyAuthority);
    },
  });
  expect((await limited(quick, 'held')).mentions).toHaveLength(1);
  expect(attempts).toBeGreaterThan(1);
});

test('an error of the annotation is passed on', async () => {
  const failing = annotator({
    annotateText: () => {
      throw new RangeError('no such word');
    },
  });
  await expect(failing(quick, 'failing')).rejects.toThrow(RangeError);
});
