/** What a mention rests on, in words. */
import type { DocumentMentionItem } from '../../../clients/typescript/client.ts';
import { noteInWords } from '../decisions/decision.ts';
import { dayInWords, languageName, percent } from '../parts/words.ts';

/** What a reason says, or a part of one: "surname, the one named most". */
const reasons = new Map(
  Object.entries({
    'same name': 'The name stands here in full.',
    variant: 'It is another form of the same name.',
    repaired: 'It is the full name with a foreign ending.',
    acronym: 'The letters stand for the full name.',
    initials: 'The letters stand for the full name.',
    alias: 'It is another name of the same.',
    'short form': 'It is a short form of the full name.',
    surname: 'It is the surname of someone named in full.',
    'given name': 'It is the given name of someone named in full.',
    'first letter and surname': 'It is an initial with the surname of someone named in full.',
    title: 'The title before it tells who is meant.',
    'the one named most': 'Several have this name; it is put to the one named most.',
    'the only one named so far': 'Only one with this name stands before it.',
    'written out': 'The day is written out.',
    'decided by a person': 'People decided who is meant.',
  }),
);

/** What the text has of a name that other documents explain. */
const forms = new Map(
  Object.entries({
    surname: 'the surname',
    'misspelt surname': 'the surname, misspelt,',
    'initial and surname': 'an initial and the surname',
    inflected: 'an inflected form',
    'misspelt given name': 'a misspelt form',
    'same name': 'the name',
  }),
);

/** Reasons that name something else than the full name. */
const places = new Map(
  Object.entries({
    'the region after it': (of: string) => `The region that follows, “${of}”, tells which place is meant.`,
    'its region is named': (of: string) => `The text names its region, “${of}”.`,
    'its country is named': (of: string) => `The text names its country, “${of}”.`,
  }),
);

/** Decisions about who is meant in a document; the others are about somebody everywhere. */
const saysWho = new Set(['pin', 'split']);

function reasonInWords({
  link: { reason, of },
  type,
  surface,
  name,
  links,
  decisions = [],
}: DocumentMentionItem): string[] {
  const form = /^(.+), by other documents$/.exec(reason)?.[1];
  if (form !== undefined) {
    const isDecided = decisions.some(({ action }) => saysWho.has(action));
    const who = isDecided ? 'people decided' : 'other documents tell';
    return [`The text has ${forms.get(form) ?? 'a short form'} alone; ${who} who is meant.`];
  }
  // A surname, or an initial with it, is a full name to no reader.
  const isShort = reason === 'same name' && (links || (type === 'person' && !name.includes(' ')));
  if (isShort || (reason === 'first letter and surname' && of === surface))
    return ['The text has no more of the name than this.'];
  const place = of === undefined ? undefined : places.get(reason)?.(of);
  if (place !== undefined) return [place];
  const open = /^several names have this (.+)$/.exec(reason)?.[1];
  if (open !== undefined) return [`Several names have ${open === 'initials' ? 'these' : 'this'} ${open}.`];
  const parts = reason.replace(/ and title$/, ', title').split(', ');
  const known = parts.flatMap((part) => reasons.get(part) ?? []);
  return [
    ...(known.length === parts.length ? known : [`It rests on: ${reason}.`]),
    ...(of === undefined ? [] : [`In this text it goes back to “${of}”.`]),
  ];
}

/** One sentence for each thing that the link rests on. */
export function evidenceOf(mention: DocumentMentionItem): string[] {
  const { repair, candidates, entity, type, value, links = [], decisions = [] } = mention;
  const isOpen = links.length > 0 && decisions.length === 0 && !links.some(({ id }) => id === entity);
  return [
    ...(type === 'date' && value !== undefined ? [`It means ${dateInWords(value)}.`] : []),
    ...reasonInWords(mention),
    ...(repair === undefined
      ? []
      : [
          `“${repair.from}” was read as “${repair.to}”: ${repair.evidence} (${languageName(repair.language)}).`,
        ]),
    ...(entity === null && candidates !== undefined && candidates.length > 0
      ? ['More than one is possible, so it is left open.']
      : []),
    ...links.map(({ name, confidence, evidence }) => {
      const reasons = evidence.join('; ');
      return confidence === undefined
        ? `No other document shows who is meant; it may be ${name}: ${reasons}.`
        : `Other documents suggest ${name} (${percent(confidence)}): ${reasons}.`;
    }),
    ...(isOpen ? ['That is not clear enough, so it is left open.'] : []),
    ...decisions.map(noteInWords),
  ];
}

/** EDTF in words where it is a day, a month or a year; else as it is. */
function dateInWords(value: string): string {
  return value
    .split('/')
    .map((part) => (part === '..' || part === '' ? 'open' : dayInWords(part)))
    .join(' to ');
}
