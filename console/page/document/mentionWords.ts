/** What a mention rests on, in words. */
import type { DocumentMentionItem } from '../../../clients/typescript/client.ts';
import { dayInWords, languageName, percent } from '../parts/words.ts';

const reasons: Record<string, string> = {
  'same name': 'The name stands here in full.',
  acronym: 'The letters stand for the full name.',
  alias: 'It is another name of the same.',
  'short form': 'It is a short form of the full name.',
  surname: 'It is the surname of someone named in full.',
  'the one named most': 'Several have this name; it is put to the one named most.',
  'the only one named so far': 'Only one with this name stands before it.',
  'the region after it': 'The region that follows tells which place is meant.',
  'written out': 'The day is written out.',
};

/** One sentence for each thing that the link rests on. */
export function evidenceOf(mention: DocumentMentionItem): string[] {
  const { link, repair, candidates, entity, type, value, links = [], decisions = [] } = mention;
  const known = reasons[link.reason];
  return [
    ...(type === 'date' && value !== undefined ? [`It means ${dateInWords(value)}.`] : []),
    ...(known === undefined ? [`It rests on: ${link.reason}.`] : [known]),
    ...(link.of === undefined ? [] : [`In this text it goes back to “${link.of}”.`]),
    ...(repair === undefined
      ? []
      : [
          `“${repair.from}” was read as “${repair.to}”: ${repair.evidence} (${languageName(repair.language)}).`,
        ]),
    ...(entity === null && candidates !== undefined && candidates.length > 0
      ? ['More than one is possible, so it is left open.']
      : []),
    ...links.map(
      ({ name, confidence, evidence }) =>
        `Other documents speak for ${name} (${percent(confidence)}): ${evidence.join('; ')}.`,
    ),
    ...decisions.map(({ author, action, reason }) => `${author} decided (${action}): ${reason}`),
  ];
}

/** EDTF in words where it is a day, a month or a year; else as it is. */
function dateInWords(value: string): string {
  return value
    .split('/')
    .map((part) => (part === '..' || part === '' ? 'open' : dayInWords(part)))
    .join(' to ');
}
