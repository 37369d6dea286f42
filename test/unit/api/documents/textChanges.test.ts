import { expect, it } from 'vitest';
import { compareTexts } from '../../../../api/documents/textChanges.ts';
import { story } from '../../core/entities/annotatedStory.ts';

it('of long texts the beginnings are compared, and the answer says so', async () => {
  const dots = '. '.repeat(2_000_000);
  const changes = await compareTexts(story([`Storm ${dots}`]), story([`Storms ${dots} end`]));
  expect(changes).toMatchObject({
    words: { added: 1, removed: 1 },
    passagesTotal: 1,
    compared: { characters: 200_000, of: 4_000_011 },
  });
});

it('that a story is canceled or may be published is a change, though its text is the same', async () => {
  const usable = story(['The ferry is late.']);
  const flagged = (flag: string) => ({ ...usable, quality: { ...usable.quality, flags: [flag] } });
  const until = { value: '2026-03-06', precision: 'day' as const, tzKnown: false, source: 'x' };
  const embargoed = { ...flagged('embargoed'), embargoedUntil: until };
  const held = { status: 'embargoed', until };
  expect((await compareTexts(usable, embargoed)).heldBack).toEqual({ from: null, to: held });
  expect((await compareTexts(embargoed, flagged('status-canceled'))).heldBack).toEqual({
    from: held,
    to: { status: 'canceled' },
  });
  const later = { ...embargoed, embargoedUntil: { ...until, value: '2026-03-07' } };
  expect((await compareTexts(embargoed, later)).heldBack).toMatchObject({
    to: { until: later.embargoedUntil },
  });
  expect((await compareTexts(embargoed, { ...embargoed })).heldBack).toBeUndefined();
});

it('other work runs between the comparisons of a list', async () => {
  const order: string[] = [];
  setImmediate(() => order.push('other work'));
  await compareTexts(story(['one']), story(['two']));
  order.push('compared');
  expect(order).toEqual(['other work', 'compared']);
});
