/** Says in words what speaks for a bearer of a short name in one document. */

import { type Appearance, daysBetween } from './evidence.ts';
import type { BaseName } from './inflectedNames.ts';
import type { RankedBearer } from './rankBearers.ts';
import { isOtherSex } from './sexes.ts';

/** A name that the document shares with others: its code, and how to call it. */
export interface SharedName {
  code: string;
  name: string;
}

const week = 7;
/** Shared names that the evidence lists: those that most documents share. */
const namesTold = 3;

/**
 * @param bearer its name, and the documents that were compared
 * @param shared names of the document that other documents may share
 * @param base what an inflected name is a form of
 * @param misspelt whether the short name is the surname with a slip
 */
export function evidenceInWords(
  own: Appearance,
  bearer: Pick<RankedBearer, 'id' | 'documents' | 'likeness'>,
  {
    name,
    shared,
    base,
    misspelt = false,
  }: { name: string; shared: readonly SharedName[]; base?: BaseName | undefined; misspelt?: boolean },
): string[] {
  const { documents, likeness } = bearer;
  const near = documents.filter(({ facts }) => daysBetween(facts.day, own.facts.day) <= week).length;
  const sharing = shared
    .map((each) => ({ ...each, documents: documents.filter((other) => has(other, each.code)).length }))
    .filter((each) => each.documents > 0)
    .sort((a, b) => b.documents - a.documents)
    .slice(0, namesTold)
    .map((each) => `${each.documents} ${each.documents === 1 ? 'shares' : 'share'} ${each.name}`);
  const { knownPeople, knownNames, topics, section, role } = likeness;
  const words = titleWordsShared(own, documents);
  const ofSection = Math.round(section * documents.length);
  return [
    ...(isOtherSex(own, bearer) ? [otherSexInWords(own, name)] : []),
    ...(base ? [formInWords(base)] : []),
    ...(misspelt ? [`spelled nearly like the surname of ${name}`] : []),
    documentsInWords(documents.length, near, name),
    ...sharing,
    ...(knownPeople + knownNames === 0 ? ['none shares another name with this document'] : []),
    ...(words.length > 0 ? [`one has ${count(words.length, 'word')} of the title: ${words.join(', ')}`] : []),
    ...(topics > 0 ? [`one has ${topics} of this document's commonest words`] : []),
    ...(ofSection > 0
      ? [`${ofSection} ${ofSection === 1 ? 'is' : 'are'} of the same section, ${own.facts.section}`]
      : []),
    ...(role === 1 ? ['titles put both in the same field'] : []),
    ...(role === -1 ? ['titles put them in different fields'] : []),
  ];
}

const otherSexInWords = ({ facts: { sex } }: Appearance, name: string): string =>
  sex === 'female'
    ? `a woman's title stands before the name, and ${name} is a man`
    : `a man's title stands before the name, and ${name} is a woman`;

/** All counts that follow are of these documents. @param near how many of them are of the same week */
function documentsInWords(all: number, near: number, name: string): string {
  const when = near === all ? 'of the same week' : 'of the months around';
  const names = `${count(all, 'document')} ${when} ${all === 1 ? 'names' : 'name'} ${name}`;
  return near === 0 || near === all ? names : `${names}, ${near} of them in the same week`;
}

/** The words of the title that the document which has most of them has, in their order. */
function titleWordsShared(own: Appearance, documents: readonly Appearance[]): string[] {
  const words = documents.map(({ titleWords }) => [...own.titleWords].filter((word) => titleWords.has(word)));
  return words.reduce((most, each) => (each.length > most.length ? each : most), []);
}

/** What a name is a form of. */
export const formInWords = ({ name, form }: BaseName): string =>
  form ? `the ${form.case} of ${name}: the ending -${form.ending}` : `spelled nearly like ${name}`;

const has = ({ people, names }: Appearance, code: string): boolean => people.has(code) || names.has(code);

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
