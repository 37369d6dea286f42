/**
 * Names that say little by themselves. Some stories name their people by the surname alone, some by a title
 * and the surname, which may be a man's title for a woman, and some with a case ending, which may be one of
 * two names' (Velmarin: Velmar's, or Velmari's). In those about one event, a word is a place in
 * some, a company in others, and a person's name in the rest, alone or with a given name. So who or what is
 * meant depends on which of these stories there are.
 */
import type { GeneratedStory } from '../../bench/generator/story.ts';
import type { NamedText } from '../../bench/generator/storyteller.ts';

const alone = (word: string) => `It was ${word} who asked for it, ${word} said later.`;

/** What a story says of the word, by the last digit of its id; nothing, if that is another. */
const sayings: Readonly<Record<string, (word: string) => string>> = {
  1: alone,
  2: (word) => `The road to ${word} is closed, and so is the harbour in ${word}.`,
  3: (word) => `Shares in ${word} fell; ${word} shareholders were told.`,
  4: alone,
  5: (word) => `It was Anna ${word} who asked for it, Anna ${word} said later.`,
};

/** Finds the word in a story in which it is a person's name alone, and in one in which it is a place. */
export const loneName = /It was (?!Anna )(\S+) who asked/;
export const placeName = /The road to (\S+) is closed/;

/**
 * The story with such names; its id ends in a digit from 0 to 5.
 *
 * @param word that it hardly has otherwise; `undefined` for none
 */
export function withLoneNames(story: GeneratedStory, word: string | undefined): GeneratedStory {
  const digit = story.id.slice(-1);
  const said = word && sayings[digit]?.(word);
  const shorten = shorteners[digit] ?? ((told: NamedText) => told);
  const [lead, ...rest] = story.paragraphs.map(shorten);
  const told = lead && said !== undefined ? { ...lead, text: `${lead.text} ${said}` } : lead;
  return { ...story, title: shorten(story.title), paragraphs: [...(told ? [told] : []), ...rest] };
}

/** How a story names its people, by the last digit of its id; in full, if that is another. */
const shorteners: Readonly<Record<string, (told: NamedText) => NamedText>> = {
  0: (told) => withNames(told, surnameIn),
  2: (told) => withNames(told, (name) => `${name}in`),
  3: (told) => withNames(told, titled),
  4: (told) => withNames(told, (name) => `${name}i`),
};

const surnameIn = (name: string): string => name.split(' ').at(-1) ?? '';
const titled = (name: string): string => {
  const surname = surnameIn(name);
  return `${surname.length % 2 === 0 ? 'Mr' : 'Mrs'} ${surname}`;
};

/** @param nameOf how the story writes somebody's full name */
function withNames(told: NamedText, nameOf: (name: string) => string): NamedText {
  const people = told.named.filter(({ type }) => type === 'person');
  const text = people.reduce((text, { name }) => text.replaceAll(name, nameOf(name)), told.text);
  return { ...told, text };
}
