/** What a posting has of its own names, and what is lent. */
import { expect, it } from 'vitest';
import type { AnnotatedEntity } from '../../../../core/entities/annotation.ts';
import { titlesAndLent } from '../../../../functions/store/lent.ts';

type Named = Partial<Pick<AnnotatedEntity, 'also' | 'role' | 'sex'>>;
const law = { role: 'law' } as const;
const police = { role: 'police' } as const;
const also = { also: ['Amara Okoye of Lagos'] };
const [full, short, board] = ['person/amara-okoye', 'person/okoye', 'organization/harbour-board'];

/** @param names of the document that come together under the full name, in order */
function look(names: Record<string, Named>, posting: Named & { via?: string }) {
  const entity = (id: string, more: Named): AnnotatedEntity => ({
    ...{ id, type: 'person', name: id === short ? 'Okoye' : 'Amara Okoye', mentions: 1 },
    ...more,
  });
  const named = new Map(Object.entries(names).map(([id, more]) => [id, entity(id, more)]));
  return titlesAndLent({ ...entity(full, posting), from: [...named.keys()] }, named);
}

it('a posting by a link has the role of the short name, and its via says that it is no evidence', () => {
  expect(look({ [short]: law }, { ...law, via: short })).toEqual(law);
  expect(look({ [short]: {} }, { via: short })).toEqual({});
});

it('a posting of nothing but short names, by a decision, is lent, with their role', () => {
  expect(look({ [short]: law }, law)).toEqual({ ...law, lent: 'row' });
  expect(look({ [short]: {} }, also)).toEqual({ lent: 'row' });
});

it('the role is that of the first own name that has one, and never lent', () => {
  expect(look({ [short]: law, [full]: {}, [board]: police }, law)).toEqual(police);
  expect(look({ [short]: law, [full]: {} }, law)).toEqual({});
});

it('the sex is that of the first own name that has one', () => {
  const [hers, his] = [{ sex: 'female' }, { sex: 'male' }] as const;
  expect(look({ [short]: hers }, { ...hers, via: short })).toEqual(hers);
  expect(look({ [short]: hers, [full]: {}, [board]: his }, hers)).toEqual(his);
  expect(look({ [short]: hers, [full]: {} }, hers)).toEqual({});
});

it('other forms are lent unless an own name has some, or is one of two', () => {
  expect(look({ [full]: {}, [short]: also }, also)).toEqual({ lent: 'forms' });
  expect(look({ [full]: also, [short]: {} }, also)).toEqual({});
  expect(look({ [full]: {}, [board]: {} }, also)).toEqual({});
  expect(look({ [full]: {}, [board]: also }, also)).toEqual({});
  expect(look({ [full]: {}, [short]: {} }, {})).toEqual({});
});
