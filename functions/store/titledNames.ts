/** Which lone names of a document a title says to be a person's. */
import { type Content, textOf } from '../../core/document/record.ts';
import type { Annotation } from '../../core/entities/annotation.ts';
import { titleBefore } from '../../core/entities/titles.ts';
import { isSurnameAlone } from '../../core/identity/shortNames.ts';

/** The ids of surnames alone before which a title stands somewhere: "Mr Ford", "Lord Kent". */
export function titledNames(content: Content, { entities, mentions }: Annotation): ReadonlySet<string> {
  const lone = new Set(entities.map(({ id }) => id).filter(isSurnameAlone));
  const text = textOf(content);
  const isTitled = ({ start, surface, name }: Annotation['mentions'][number]) =>
    titleBefore(text, start) !== '' || wordsIn(surface) > wordsIn(name);
  return new Set(
    mentions
      .filter(({ entity }) => lone.has(entity ?? ''))
      .flatMap((each) => (isTitled(each) ? (each.entity ?? []) : [])),
  );
}

const wordsIn = (text: string): number => text.split(/\s+/).length;
