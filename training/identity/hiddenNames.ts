/**
 * Questions with known answers, made without labels: a full name is hidden in one document, as if only the
 * surname stood there, or an initial and the surname, or an inflected form, and asked back from the rest of
 * the archive. Where no other document has the name, or it is hidden in all of them, the answer is "nobody".
 * Names that look like forms of others, in languages without these endings, are forms of nobody's.
 */
import { givenNames } from '../../core/entities/data/people.ts';
import { surnamesOf } from '../../core/entities/personName.ts';
import { fold, foldedNameOf } from '../../core/entities/slug.ts';
import { bearersOf } from '../../core/identity/bearers.ts';
import { personCode } from '../../core/identity/contextCodes.ts';
import { type Appearance, appearanceOf } from '../../core/identity/evidence.ts';
import { baseNamesOf } from '../../core/identity/inflectedNames.ts';
import type { FormKind, Question } from '../../core/identity/rankBearers.ts';
import { hasInitialOnly, isSurnameAlone, shortNamesOf } from '../../core/identity/shortNames.ts';
import type { Posting } from '../../core/records/entity.ts';

export interface HiddenName {
  question: Question;
  /** The hidden id; `undefined` if nobody in the rest of the archive has it. */
  answer: string | undefined;
  doc: string;
}

interface Document {
  doc: string;
  postings: ReadonlyMap<string, Posting>;
}

interface FullNameOfSurname {
  id: string;
  /** The name as a document has it. */
  form: string;
  folded: string;
  documents: Appearance[];
}

const foldedGivenNames = new Set([...givenNames].map(fold));
/** One in so many names that other documents have too is hidden in all of them. */
const hiddenEverywhere = 4;
/** One in so many is asked by another form than the surname. */
const otherForms = 3;

/** The index of an archive's persons by surname. */
class PersonIndex {
  readonly #full = new Map<string, Map<string, FullNameOfSurname>>();
  readonly #alone = new Map<string, Appearance[]>();

  constructor(documents: readonly Document[]) {
    for (const { postings } of documents)
      for (const [id, posting] of postings) if (id.startsWith('person/')) this.#add(id, posting);
  }

  #add(id: string, posting: Posting): void {
    const folded = foldedNameOf(id);
    const surname = isSurnameAlone(id) ? folded : (surnamesOf(posting.form)[0] ?? '');
    if (surname === '') return;
    const appearance = appearanceOf(posting, personCode(surname));
    if (isSurnameAlone(id)) {
      this.#alone.set(surname, [...(this.#alone.get(surname) ?? []), appearance]);
      return;
    }
    const names = this.#full.get(surname) ?? new Map<string, FullNameOfSurname>();
    const name = names.get(id) ?? { id, form: posting.form, folded, documents: [] };
    name.documents.push(appearance);
    names.set(id, name);
    this.#full.set(surname, names);
  }

  /** Every full name with its surname and the documents that have it. */
  *fullNames(): Generator<{ surname: string; id: string; form: string; documents: readonly Appearance[] }> {
    for (const [surname, names] of this.#full)
      for (const { id, form, documents } of names.values()) yield { surname, id, form, documents };
  }

  /**
   * The question who is meant by the surname in a document, or by another form.
   * @param mayBe which full names the form may stand for
   */
  question(
    surname: string,
    own: Appearance,
    { kind = 'surname', mayBe = () => true }: { kind?: FormKind; mayBe?: (id: string) => boolean } = {},
  ): Question {
    const elsewhere = ({ facts }: Appearance) => facts.doc !== own.facts.doc;
    const names = [...(this.#full.get(surname)?.values() ?? [])]
      .filter(({ id }) => mayBe(id))
      .map((name) => ({ ...name, documents: name.documents.filter(elsewhere) }))
      .filter(({ documents }) => documents.length > 0);
    const alone = kind === 'surname' ? (this.#alone.get(surname) ?? []).filter(elsewhere).length : 0;
    return {
      own,
      kind,
      bearers: bearersOf(names),
      alone,
      isGivenName: foldedGivenNames.has(surname),
    };
  }
}

/** All questions of an archive that have at least one bearer. */
export function hideNames(documents: readonly Document[]): HiddenName[] {
  const index = new PersonIndex(documents);
  const hidden: HiddenName[] = [];
  const ask = (question: Question, answer: string | undefined) => {
    if (question.bearers.length > 0) hidden.push({ question, answer, doc: question.own.facts.doc });
  };
  for (const { surname, id, documents: its } of index.fullNames())
    for (const own of its) {
      const digits = Number.parseInt(own.facts.doc.slice(0, 8), 16);
      const question = index.question(surname, own);
      const answer = question.bearers.find(({ ids }) => ids.includes(id));
      ask(question, answer?.id);
      const without = (each: string) => answer?.ids.includes(each) !== true;
      const everywhere = answer !== undefined && digits % hiddenEverywhere === 0;
      if (everywhere) ask(index.question(surname, own, { mayBe: without }), undefined);
      if (digits % otherForms !== 0 || hasInitialOnly(id)) continue;
      for (const form of formsOf(id)) {
        const other = index.question(surname, own, form);
        ask(other, other.bearers.find(({ ids }) => ids.includes(id))?.id);
        const mayBe = (each: string) => form.mayBe(each) && without(each);
        if (everywhere) ask(index.question(surname, own, { ...form, mayBe }), undefined);
      }
    }
  return [...hidden, ...formsOfNobody(index)];
}

/** The other forms by which a person may be meant, with the full names that each may stand for. */
function formsOf(id: string): { kind: FormKind; mayBe: (id: string) => boolean }[] {
  const initial = shortNamesOf(id).find((short) => hasInitialOnly(short)) ?? '';
  const isFull = (each: string) => !hasInitialOnly(each);
  return [
    { kind: 'initial', mayBe: (each) => isFull(each) && shortNamesOf(each).includes(initial) },
    { kind: 'inflected', mayBe: (each) => each === id },
    { kind: 'inflected surname', mayBe: isFull },
  ];
}

/** "Alan Martin" is no form of Alan Mart: what looks inflected in English texts is a name of its own. */
function formsOfNobody(index: PersonIndex): HiddenName[] {
  const hidden: HiddenName[] = [];
  for (const { id, form, documents } of index.fullNames())
    for (const own of documents)
      for (const { folded } of baseNamesOf(form)) {
        const surname = folded.slice(folded.lastIndexOf(' ') + 1);
        const base = `person/${folded.replaceAll(' ', '-')}`;
        const [doc, isOther] = [own.facts.doc, base !== id];
        const full = index.question(surname, own, { kind: 'inflected', mayBe: (each) => each === base });
        const lone = index.question(surname, own, { kind: 'inflected surname' });
        for (const question of [full, lone])
          if (isOther && question.bearers.length > 0) hidden.push({ question, answer: undefined, doc });
      }
  return hidden;
}
