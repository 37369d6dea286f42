/** Which lone names of a document may be a thing's, as far as the document says. */
import { type Content, textOf } from '../../core/document/record.ts';
import type { Annotation } from '../../core/entities/annotation.ts';
import { titleBefore } from '../../core/entities/titles.ts';
import { isSurnameAlone } from '../../core/identity/shortNames.ts';

/** The ids of surnames alone without a role or title. Only people are called "Minister Kent" or "Mr Kent". */
export function bareNames(content: Content, { entities, mentions }: Annotation): ReadonlySet<string> {
  const lone = entities.filter(({ id, role }) => isSurnameAlone(id) && role === undefined);
  const bare = new Set(lone.map(({ id }) => id));
  const text = textOf(content);
  for (const { entity, start, surface, name } of mentions) {
    if (entity === null || !bare.has(entity)) continue;
    if (titleBefore(text, start) !== '' || wordsIn(surface) > wordsIn(name)) bare.delete(entity);
  }
  return bare;
}

const wordsIn = (text: string): number => text.split(/\s+/).length;
