import { afterEach, expect, test } from 'vitest';
import type { Content } from '../../../../core/document/record.ts';
import { SetAside } from '../../../../core/protocol/stage.ts';
import { type ThreadedAnnotator, threadedAnnotator } from '../../../../runtime/local/annotator.ts';
import { inLane } from '../../../../runtime/local/lanes.ts';
import { story } from '../../core/entities/annotatedStory.ts';

let annotator: ThreadedAnnotator;
afterEach(() => annotator.close());

function start(): ThreadedAnnotator {
  annotator = threadedAnnotator('fast', new URL('fatalAnnotations.ts', import.meta.url));
  return annotator;
}

const document = (title: string, length = 1): Content => story(['x'.repeat(length)], { title });

test.each(['die', 'fill'])('a document that ends its thread twice (%s) fails alone', async (fate) => {
  const { annotate } = start();
  const outcomes = await Promise.allSettled(
    ['one', fate, 'two'].map((title) => annotate(document(title), title)),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(outcomes[1]).toMatchObject({ reason: { name: 'AnnotationFailure', code: 'input.crashed' } });
});

test('the code of a failure is passed on, and the thread goes on', async () => {
  const { annotate } = start();
  await expect(annotate(document('fail'), 'fail')).rejects.toMatchObject({ code: 'extract.timeout' });
  expect(await annotate(document('next'), 'next')).toMatchObject({ model: '2' });
});

test('a thread takes the shortest document first', async () => {
  const { annotate } = start();
  const order: string[] = [];
  const run = async (name: string, length: number) => {
    await annotate(document(name, length), name);
    order.push(name);
  };
  await Promise.all([run('first', 5000), run('long', 9000), run('longer', 10_000), run('short', 10)]);
  expect(order).toEqual(['first', 'short', 'long', 'longer']);
});

test('a thread gets the next short document before it has answered', async () => {
  const { annotate } = start();
  const both = await Promise.all(['pair', 'next'].map((title) => annotate(document(title), title)));
  expect(both.map(({ model }) => model)).toEqual(['1', '2']);
});

test('a short document does not wait for long ones', async () => {
  const { annotate } = start();
  // The thread for long documents listens before anything is released.
  await annotate(document('started', 100_000), 'started');
  const long = [1, 2].map((i) => annotate(document('wait', 100_000 + i), `long ${i}`));
  expect(await annotate(document('short'), 'short')).toMatchObject({ model: '1' });
  await annotate(document('release'), 'release');
  expect((await Promise.all(long)).map(({ model }) => model)).toEqual(['2', '3']);
});

test('work of the prompt lane does not wait for the names of a long text', async () => {
  const { annotate } = start();
  const [long, short] = [document('long', 100_000), document('short')];
  await inLane('prompt', async () => {
    await expect(annotate(long, 'long')).rejects.toThrow(SetAside);
    expect(await annotate(short, 'short')).toMatchObject({ payload: 'short' });
  });
  expect(await inLane('bulk', () => annotate(long, 'long'))).toMatchObject({ payload: 'long' });
});

test('what waits when the annotator closes is to be tried again', async () => {
  const { annotate, close } = start();
  const waiting = annotate(document('die'), 'die');
  close();
  await expect(waiting).rejects.toMatchObject({ name: 'TransientFault' });
});

test.each(['short', 'none'])(
  'what comes after the annotator closed is to be tried again (%s)',
  async (had) => {
    const { annotate, close } = start();
    if (had !== 'none') await annotate(document(had), had);
    close();
    await expect(annotate(document('late'), 'late')).rejects.toMatchObject({ name: 'TransientFault' });
  },
);

test('a thread gets the beginning of a long text; the annotation says how long the whole is', async () => {
  const { annotate } = start();
  const { annotated } = await annotate(document('long', 24_000_000), 'long');
  expect(annotated).toEqual({ characters: 200_000, of: 24_000_006 });
});
