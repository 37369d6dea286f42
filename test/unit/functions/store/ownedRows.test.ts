import { describe, expect, it } from 'vitest';
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
/** What the document has now. */
const same = {
  day,
  entities: new Map([['person/amara-okoye', {}]]),
  short: new Map([['person/okoye', {}]]),
  hidden: new Map([['place/bonny', {}]]),
};
const posting = keys.posting('person/amara-okoye', day, doc);
const short = keys.shortName('person/okoye', day, doc);
const hidden = keys.hiddenPosting('place/bonny', day, doc);
const obsolete = (before: ReturnType<typeof owned>[], now: Parameters<typeof obsoleteRows>[2]) => [
  ...obsoleteRows(doc, before, now),
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
    expect(obsolete([owned(day)], { ...same, entities: new Map() })).toEqual([posting]);
    expect(obsolete([owned(day)], { ...same, short: new Map() })).toEqual([short]);
    expect(obsolete([owned(day)], { ...same, hidden: new Map() })).toEqual([hidden]);
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
    const gone = { day: undefined, entities: new Map(), short: new Map(), hidden: new Map() };
    expect(obsolete([owned(day), owned(day)], gone)).toEqual([posting, short, hidden]);
  });
});
