/** Whether a title before a short name and the name of a bearer say that they are not one person. */
import { type Sex, sexOfGivenName } from '../entities/data/sexes.ts';
import { givenNameOf } from '../entities/personName.ts';
import { foldedNameOf } from '../entities/slug.ts';
import type { Bearer } from './bearers.ts';
import type { Appearance } from './evidence.ts';

/** Whether the one is a woman and the other a man. */
export function isOtherSex(
  { facts: { sex } }: Appearance,
  bearer: Pick<Bearer, 'id' | 'documents'>,
): boolean {
  return sex !== undefined && (sexOf(bearer) ?? sex) !== sex;
}

/** What most of the titles in the bearer's documents say, or else the given name. */
function sexOf({ id, documents }: Pick<Bearer, 'id' | 'documents'>): Sex | undefined {
  const titled = (sex: Sex) => documents.filter(({ facts }) => facts.sex === sex).length;
  const [hers, his] = [titled('female'), titled('male')];
  if (hers > his) return 'female';
  if (his > hers) return 'male';
  return sexOfGivenName(givenNameOf(foldedNameOf(id)));
}
