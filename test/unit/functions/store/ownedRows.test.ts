import { describe, expect, it } from 'vitest';
import type { Key } from '../../../../core/ports/table.ts';
import { keys } from '../../../../core/records/keys.ts';
import { obsoleteRows } from '../../../../functions/store/ownedRows.ts';

const doc = '0123';
const day = '2021-05-03';
const earlier = '2021-05-02';
const owned = (its: string) => ({
  day: its,
  entities: ['person/amara-okoye'],
  short: ['person/okoye'],
  hidden: ['place/bonny'],
});
const posting = keys.posting('person/amara-okoye', day, doc);
const short = keys.shortName('person/okoye', day, doc);
const hidden = keys.hiddenPosting('place/bonny', day, doc);
/** The rows that the document has now. */
const same = [posting, short, hidden];
const obsolete = (before: ReturnType<typeof owned>[], now: readonly Key[]) => [
  ...obsoleteRows(
    doc,
    before,
    now.map((key) => ({ key })),
  ),
];

describe('the rows that a document has no longer', () => {
  it('are none if it says what it said', () => {
    expect(obsolete([owned(day)], same)).toEqual([]);
  });

  it('are all of another day, though it still names the same', () => {
    expect(obsolete([owned(earlier)], same)).toEqual([
      keys.posting('person/amara-okoye', earlier, doc),
      keys.shortName('person/okoye', earlier, doc),
      keys.hiddenPosting('place/bonny', earlier, doc),
    ]);
  });

  it('are those of its day that it names no longer', () => {
    expect(obsolete([owned(day)], [short, hidden])).toEqual([posting]);
    expect(obsolete([owned(day)], [posting, hidden])).toEqual([short]);
    expect(obsolete([owned(day)], [posting, short])).toEqual([hidden]);
  });

  it('are as many as there are names', () => {
    const more = {
      ...{ day, entities: ['person/ada-eze', 'person/bea-brown'] },
      ...{ short: ['person/eze', 'person/brown'], hidden: ['place/aba', 'place/lerwick'] },
    };
    expect(obsolete([more], same)).toEqual([
      ...more.entities.map((id) => keys.posting(id, day, doc)),
      ...more.short.map((id) => keys.shortName(id, day, doc)),
      ...more.hidden.map((id) => keys.hiddenPosting(id, day, doc)),
    ]);
  });

  it('are named once, though several states had them', () => {
    expect(obsolete([owned(day), owned(day)], [])).toEqual([posting, short, hidden]);
  });
});
