import type { LabelledDocument } from '../../../training/tagger/documents.ts';

/** The labelled document for marked text such as `They met [PER Ilse Vantour] in [LOC Kelmere].` */
export function labelled(marked: string, source = 'gum-news', id = marked): LabelledDocument {
  const entities: LabelledDocument['entities'] = [];
  let text = '';
  for (const [part, type, name] of marked.matchAll(/\[(\w+) ([^\]]+)\]|[^[]+/g)) {
    if (type !== undefined && name !== undefined)
      entities.push({ start: text.length, end: text.length + name.length, type });
    text += name ?? part;
  }
  return { id, source, text, entities };
}
