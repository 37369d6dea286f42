/**
 * Questions with known answers, made without labels: a full name is hidden in one document, as if only the
 * surname stood there, and asked back from the rest of the archive. Where no other document has the name, or
 * it is hidden in all of them, the answer is "nobody".
 */
import { givenNames } from '../../core/entities/data/people.ts';
import { surnamesOf } from '../../core/entities/personName.ts';
import { fold } from '../../core/entities/slug.ts';
import { bearersOf } from '../../core/identity/bearers.ts';
import { personCode } from '../../core/identity/company.ts';
import type { Question } from '../../core/identity/decide.ts';
import { type Appearance, appearanceOf } from '../../core/identity/evidence.ts';
import { foldedNameOf, isSurnameOnly } from '../../core/queries/entityIds.ts';
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
  folded: string;
  documents: Appearance[];
}

const foldedGivenNames = new Set([...givenNames].map(fold));
/** Of the names that other documents have too, one in so many is hidden in all of them. */
const hiddenEverywhere = 4;

/** The index of an archive's persons by surname. */
export class PersonIndex {
  readonly #full = new Map<string, Map<string, FullNameOfSurname>>();
  readonly #alone = new Map<string, Appearance[]>();

  constructor(documents: readonly Document[]) {
    for (const { postings } of documents)
      for (const [id, posting] of postings) if (id.startsWith('person/')) this.#add(id, posting);
  }

  #add(id: string, posting: Posting): void {
    const folded = foldedNameOf(id);
    const surname = isSurnameOnly(id) ? folded : (surnamesOf(posting.form)[0] ?? '');
    if (surname === '') return;
    const appearance = appearanceOf(posting, personCode(surname));
    if (isSurnameOnly(id)) {
      this.#alone.set(surname, [...(this.#alone.get(surname) ?? []), appearance]);
      return;
    }
    const names = this.#full.get(surname) ?? new Map<string, FullNameOfSurname>();
    const name = names.get(id) ?? { id, folded, documents: [] };
    name.documents.push(appearance);
    names.set(id, name);
    this.#full.set(surname, names);
  }

  /** Every full name with its surname and the documents that have it. */
  *fullNames(): Generator<{ surname: string; id: string; documents: readonly Appearance[] }> {
    for (const [surname, names] of this.#full)
      for (const { id, documents } of names.values()) yield { surname, id, documents };
  }

  /**
   * The question who is meant by the surname in a document.
   * @param hidden ids that count as not in the archive
   */
  question(surname: string, own: Appearance, hidden: ReadonlySet<string> = new Set()): Question {
    const elsewhere = ({ facts }: Appearance) => facts.doc !== own.facts.doc;
    const names = [...(this.#full.get(surname)?.values() ?? [])]
      .filter(({ id }) => !hidden.has(id))
      .map((name) => ({ ...name, documents: name.documents.filter(elsewhere) }))
      .filter(({ documents }) => documents.length > 0);
    const alone = (this.#alone.get(surname) ?? []).filter(elsewhere).length;
    return {
      own,
      kind: 'surname',
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
  for (const { surname, id, documents: its } of index.fullNames())
    for (const own of its) {
      const { doc } = own.facts;
      const question = index.question(surname, own);
      const answer = question.bearers.find(({ ids }) => ids.includes(id));
      if (question.bearers.length > 0) hidden.push({ question, answer: answer?.id, doc });
      if (answer === undefined || Number.parseInt(doc.slice(0, 8), 16) % hiddenEverywhere !== 0) continue;
      const without = index.question(surname, own, new Set(answer.ids));
      if (without.bearers.length > 0) hidden.push({ question: without, answer: undefined, doc });
    }
  return hidden;
}
