/** Says in words what speaks for a bearer of a short name in one document. */

import { type Appearance, daysBetween } from './evidence.ts';
import type { BaseName } from './inflectedNames.ts';
import type { RankedBearer } from './rankBearers.ts';

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
  { documents, likeness }: Pick<RankedBearer, 'documents' | 'likeness'>,
  {
    name,
    shared,
    base,
    misspelt = false,
  }: { name: string; shared: readonly SharedName[]; base?: BaseName | undefined; misspelt?: boolean },
): string[] {
  const near = documents.filter(({ facts }) => daysBetween(facts.day, own.facts.day) <= week);
  const naming = near.length > 0 ? near : documents;
  const when = near.length > 0 ? 'of the same week' : 'of the months around';
  const verb = naming.length === 1 ? 'names' : 'name';
  const told = `${count(naming.length, 'document')} ${when} ${verb} ${name}`;
  const sharing = shared
    .map((each) => ({ ...each, documents: documents.filter((other) => has(other, each.code)).length }))
    .filter((each) => each.documents > 0)
    .sort((a, b) => b.documents - a.documents)
    .slice(0, namesTold)
    .map((each) => `${each.documents} ${each.documents === 1 ? 'shares' : 'share'} ${each.name}`);
  const { titleWords, topics, section, role } = likeness;
  return [
    ...(base ? [formInWords(base)] : []),
    ...(misspelt ? [`spelled nearly like the surname of ${name}`] : []),
    told,
    ...sharing,
    ...(titleWords > 0 ? [`one has ${count(titleWords, 'word')} of the title`] : []),
    ...(topics > 0 ? [`one has ${count(topics, 'topic')} in common`] : []),
    ...(section > 0 ? [`${Math.round(section * documents.length)} are of the same section`] : []),
    ...(role === 1 ? ['titles put both in the same field'] : []),
    ...(role === -1 ? ['titles put them in different fields'] : []),
  ];
}

/** What a name is a form of. */
export const formInWords = ({ name, form }: BaseName): string =>
  form ? `the ${form.case} of ${name}: the ending -${form.ending}` : `spelled nearly like ${name}`;

const has = ({ people, names }: Appearance, code: string): boolean => people.has(code) || names.has(code);

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
