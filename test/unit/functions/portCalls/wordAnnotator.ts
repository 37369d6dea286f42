/** An annotator that knows persons by the form of their names. */
import { textOf } from '../../../../core/document/record.ts';
import { type Annotation, AnnotationFailure, type Annotator } from '../../../../core/entities/annotation.ts';

/**
 * Each name of two words is a person, a minister if the text says so. `Mr Amber` alone is a short name. A
 * text with the word `unannotatable` fails.
 */
export function annotator(model: string): Annotator {
  return async (content, payload): Promise<Annotation> => {
    const all = textOf(content);
    if (all.includes('unannotatable')) throw new AnnotationFailure('input.too_large', 'too long');
    const plain = all.replaceAll('Minister ', '');
    const names = plain.match(/(?!Mr )[A-Z][a-z]+ [A-Z][a-z]+|(?<=Mr )[A-Z][a-z]+/g);
    const entities = [...new Set(names)].map((name) => {
      const surname = name.split(' ').at(-1) ?? name;
      return {
        id: `person/${name.toLowerCase().replace(' ', '-')}`,
        type: 'person' as const,
        name,
        mentions: all.split(surname).length - 1,
        ...(surname !== name && { also: [surname] }),
        ...(all.includes(`Minister ${name}`) && { role: 'politics' as const }),
      };
    });
    return { schema: 'news.annotation/1', payload, model, mentions: [], entities };
  };
}
