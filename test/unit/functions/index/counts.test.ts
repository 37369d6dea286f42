/** What is counted of postings, by shards or not, and which names are left out where there are too many. */
import { describe, expect, it } from 'vitest';
import type { Counts, Posting } from '../../../../core/records/entity.ts';
import {
  addParts,
  byFewerDigits,
  countPostings,
  dayBytes,
  PostingCounter,
} from '../../../../functions/index/counts.ts';

const nothing: Counts = { documents: 0, mentions: 0, forms: {}, also: {}, roles: {} };

const posting = (digits: string, fields: Partial<Posting> = {}): Posting => ({
  ...{ doc: digits.padEnd(32, '0'), day: '2021-05-03', title: 'Talks', source: 'Wire' },
  ...{ form: 'London', mentions: 1, others: [], token: 1 },
  ...fields,
});

/** The digits of the nth document: neighbours share three digits. */
const digitsOf = (n: number) => (n * 7).toString(16).padStart(4, '0');
const some = Array.from({ length: 60 }, (_, n) =>
  posting(digitsOf(n * n), {
    form: n % 3 === 0 ? 'LONDON' : 'London',
    mentions: n % 4,
    ...(n % 5 === 0 && { also: ['Londres', 'The City'] }),
    ...(n % 7 === 0 && { via: 'place/city' }),
    ...(n % 11 === 0 && { moved: true as const }),
    ...(n % 2 === 0 && { role: n % 4 === 0 ? 'politics' : 'sport' }),
  } as Partial<Posting>),
);

/** The same without shards or limits. */
function plainly(postings: readonly Posting[]): Counts {
  const counts = structuredClone(nothing);
  const add = (names: Record<string, number>, name: string) => {
    names[name] = (names[name] ?? 0) + 1;
  };
  for (const { form, mentions, also = [], role, via, moved } of postings) {
    counts.documents++;
    counts.mentions += mentions;
    add(via === undefined && moved !== true ? counts.forms : counts.also, form);
    for (const name of also) add(counts.also, name);
    if (role !== undefined) add(counts.roles, role);
  }
  return counts;
}

function counted(postings: readonly Posting[], digits: number) {
  const counter = new PostingCounter(digits);
  for (const each of postings) counter.add(each);
  return counter.finish();
}

describe('the counts of postings', () => {
  it('of none are nothing, without shards', () => {
    for (const digits of [0, 1, 4])
      expect(counted([], digits)).toEqual({ counts: nothing, shards: new Map() });
    expect(countPostings([])).toEqual(nothing);
    expect(addParts({})).toEqual(nothing);
  });

  it.each([0, 1, 2, 3, 4])('are the same by shards of %d digits, which have their own', (digits) => {
    const { counts, shards } = counted(some, digits);
    expect(counts).toEqual(plainly(some));
    const groups = digits === 0 ? [] : [...Map.groupBy(some, ({ doc }) => doc.slice(0, digits))];
    expect(shards).toEqual(new Map(groups.map(([shard, its]) => [shard, plainly(its)])));
    for (const fewer of [1, 2, 3].filter((each) => each < digits))
      expect(byFewerDigits(shards, fewer)).toEqual(counted(some, fewer).shards);
    if (digits === 1) expect(addParts(Object.fromEntries(shards), dayBytes)).toEqual(counts);
  });

  it('do not depend on the order of the postings', () => {
    expect(countPostings(some.toReversed())).toEqual(plainly(some));
  });
});

describe('of too many names the commonest are kept', () => {
  const named = (name: (n: number) => string, count: number, digits = 'aaaa') =>
    Array.from({ length: count }, (_, n) =>
      posting(`${digits}${String(n).padStart(4, '0')}`, { form: name(n) }),
    );
  const formsOf = (postings: readonly Posting[]) => Object.keys(countPostings(postings).forms);

  it('fifty, and of equals the first by name', () => {
    const many = named((n) => `name ${String(n % 60).padStart(2, '0')}`, 70);
    const forms = formsOf(many);
    expect(forms).toHaveLength(50);
    expect(forms.slice(0, 11).sort()).toEqual(forms.slice(0, 11));
    expect(forms[0]).toBe('name 00');
    expect(forms.at(-1)).toBe('name 49');
    expect(countPostings(many)).toMatchObject({ documents: 70, forms: { 'name 09': 2, 'name 10': 1 } });
  });

  it('of a shard in 1,024 bytes, of a day in 4,096; of other names and roles in fewer', () => {
    const long = (n: number) => `${String(n).padStart(3, '0')}é`.padEnd(127, 'x'); // 128 bytes
    expect(formsOf(named(long, 20))).toEqual(Array.from({ length: 8 }, (_, n) => long(n)));
    const days = Array.from({ length: 10 }, (_, n) => named((i) => long(10 * n + i), 5, `${n}aaa`)).flat();
    expect(formsOf(days)).toHaveLength(32);
    const others = named(() => 'London', 20).map((each, n) => ({ ...each, also: [long(n)], role: long(n) }));
    const { also, roles } = countPostings(others as Posting[]);
    expect([also, roles].map((names) => Object.keys(names))).toEqual([
      [long(0), long(1)],
      [long(0), long(1)],
    ]);
    const spread = Array.from({ length: 20 }, (_, n) =>
      posting(`${(n % 16).toString(16)}${n}`, { also: [long(n)] }),
    );
    expect(Object.keys(countPostings(spread).also)).toHaveLength(16);
  });

  it('once a name does not fit, no rarer one is kept', () => {
    const sizes = [1000, 100, 10];
    const postings = sizes.flatMap((size, i) =>
      Array.from({ length: 3 - i }, (_, n) => posting(`aaaa${i}${n}`, { form: 'x'.repeat(size) })),
    );
    expect(formsOf(postings)).toEqual(['x'.repeat(1000)]);
  });

  it('of the first thousand of a shard, whose postings are taken in the order of their documents', () => {
    const names = named((n) => `name ${String(n).padStart(4, '0')}`, 1000);
    const late = ['z', 'z', 'name 0999'].map((form, n) => posting(`aaaaf${n}`, { form }));
    expect(formsOf([...names, ...late])).not.toContain('z');
    expect(countPostings([...late, ...names]).forms).toMatchObject({ 'name 0999': 2 });
    expect(formsOf([...names.slice(1), ...late])).toContain('z');
  });

  it('of each shard before they are added up', () => {
    const shards = ['aaaa', 'aaab'].map((digits, i) =>
      named((n) => `name ${String(60 * i + (n % 60)).padStart(3, '0')}`, 60, digits),
    );
    const rare = shards.map((its) => [...its, posting(`${its[0]?.doc.slice(0, 4)}f`, { form: 'zz' })]);
    // In either shard fifty other names come first.
    expect(formsOf(rare.flat())).not.toContain('zz');
    expect(formsOf(rare.flat().toReversed())).not.toContain('zz');
  });
});
