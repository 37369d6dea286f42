import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calibratedConfidence, calibrationTerms } from '../../../core/entities/tagger/calibration.ts';
import { readTaggerModel } from '../../../core/entities/tagger/model.ts';
import { Tagger } from '../../../core/entities/tagger/tagger.ts';
import { beginTag, insideTag, outsideTag, type TagType } from '../../../core/entities/tagger/tags.ts';
import { passagesOf } from '../../../core/entities/token.ts';
import { addCaseCopies } from '../../../training/augment.ts';
import { type LabelledDocument, taggedDocument } from '../../../training/documents.ts';
import { trainTagger } from '../../../training/trainTagger.ts';
import { fitLogistic } from '../../../training/fitLogistic.ts';
import { heldOutPart } from '../../../training/plan.ts';
import { randomOf } from '../../../training/random.ts';

/** The labelled text of `They met [PER Ilse Vantour] in [LOC Kelmere].` */
function labelled(marked: string, source = 'gum-news', id = marked): LabelledDocument {
  const entities: LabelledDocument['entities'] = [];
  let text = '';
  for (const [part, type, name] of marked.matchAll(/\[(\w+) ([^\]]+)\]|[^[]+/g)) {
    if (type !== undefined && name !== undefined)
      entities.push({ start: text.length, end: text.length + name.length, type });
    text += name ?? part;
  }
  return { id, source, text, entities };
}

const only = (...tags: number[]) => tags.reduce((bits, tag) => bits | (1 << tag), 0);
const both = (type: TagType) => [beginTag(type), insideTag(type)];

describe('what a token may be', () => {
  test('is what its label says, also of two names side by side', () => {
    expect([
      ...(taggedDocument(labelled('Then [PER Ilse Vantour] [LOC Kelmere] fell.')).allowed[0] ?? []),
    ]).toEqual([
      only(outsideTag),
      only(beginTag('person')),
      only(insideTag('person')),
      only(beginTag('place')),
      only(outsideTag),
      only(outsideTag),
    ]);
  });

  test('is open where the set does not label all types', () => {
    const [first] = taggedDocument(labelled('It fell on [LOC Kelmere].', 'btc')).allowed[0] ?? [];
    expect(first).toBe(only(outsideTag, ...both('group'), ...both('event'), ...both('other')));
  });

  test('of the mixed type is a group where a people is named', () => {
    const of = (name: string) => taggedDocument(labelled(`[MISC ${name}]`, 'wikigold')).allowed[0]?.[0];
    expect(of('Norwegians')).toBe(only(beginTag('group')));
    expect(of('Linux')).toBe(only(beginTag('other'), beginTag('event')));
  });

  test('is left open where the teacher was not sure', () => {
    const document = labelled('[PER Vantour] fell.', 'gmb-silver');
    const may = only(beginTag('person'), beginTag('organization'));
    const entities = document.entities.map((entity) => ({ ...entity, type: '?', may }));
    expect([...(taggedDocument({ ...document, entities }).allowed[0] ?? [])]).toEqual([
      may,
      only(outsideTag),
      only(outsideTag),
    ]);
  });

  test('of a title before a name is nothing, though some sets have it in the name', () => {
    expect([...(taggedDocument(labelled('[PER Mr. Vantour] fell')).allowed[0] ?? [])]).toEqual([
      only(outsideTag),
      only(beginTag('person')),
      only(outsideTag),
    ]);
  });
});

test('copies in capitals and in title case keep every offset', () => {
  const documents = Array.from({ length: 60 }, (_, i) =>
    labelled(`the straße of [LOC Kelmere ${i}] is wet`, 'gum-news', `${i}`),
  );
  const plain = Array.from({ length: 60 }, (_, i) =>
    labelled(`the road of [LOC Kelmere ${i}] is wet`, 'gum-news', `p${i}`),
  );
  const copies = addCaseCopies([...documents, ...plain], randomOf(1)).slice(120);
  expect(copies.length).toBeGreaterThan(4);
  for (const { text, entities } of copies)
    expect(text.slice(entities[0]?.start, entities[0]?.end).toLowerCase()).toMatch(/^kelmere \d+$/);
  expect(new Set(copies.map(({ text }) => text.slice(0, 8)))).toEqual(
    new Set(['THE ROAD', 'the Road', 'the Stra']),
  );
});

describe('how sure to be', () => {
  const weight = fc.constantFrom(0.5, 1, 3);
  const example = fc.record({
    terms: fc.tuple(fc.constant(1), fc.double({ min: -6, max: 6, noNaN: true })),
    right: fc.constantFrom(0, 1),
    weight,
  });

  test('is fitted so that what is said adds up to what is right', () => {
    fc.assert(
      fc.property(fc.array(example, { minLength: 1, maxLength: 300 }), (examples) => {
        const weights = fitLogistic(examples);
        const surplus = examples.reduce(
          (sum, { terms, right, weight }) => sum + weight * (calibratedConfidence(weights, terms) - right),
          0,
        );
        // But for what holds the weights towards 0.
        expect(Math.abs(surplus + 0.1 * (weights[0] ?? 0))).toBeLessThan(0.01);
      }),
    );
  });

  test('is the share that was right where nothing else tells', () => {
    const weights = fitLogistic(
      Array.from({ length: 2000 }, (_, i) => ({ terms: [1], right: i % 4 === 0 ? 0 : 1, weight: 1 })),
    );
    expect(calibratedConfidence(weights, [1])).toBeCloseTo(0.75, 3);
  });

  test('is between 0 and 1 whatever the probability', () => {
    for (const probability of [0, 1e-30, 0.5, 1]) {
      const said = calibratedConfidence([-1, 0.8, -0.05, 0.5, -0.5, -0.5], calibrationTerms(probability, 'person', 1));
      expect(said).toBeGreaterThan(0);
      expect(said).toBeLessThan(1);
    }
  });
});

const noWords = { hashes: new Int32Array(0), clusters: new Uint16Array(0) };
const smallPlan = {
  name: 'test-1',
  seed: 1,
  minCount: 1,
  rows: 5000,
  rounds: 3,
  parts: 2,
  margin: 10,
  dropout: 0.3,
  firstLooks: 0.4,
  strength: {},
};

test('training learns from few examples what they show, and comes to the same bytes each time', () => {
  const towns = ['Kelmere', 'Vantalo', 'Orvane', 'Tarn', 'Stellwick', 'Brask'];
  const people = ['Ilse', 'Oru', 'Leena', 'Pirjo', 'Jaan', 'Marta'];
  const documents = people.flatMap((name) =>
    towns.map((town) => taggedDocument(labelled(`We saw that [PER ${name}] went to [LOC ${town}] today.`))),
  );
  const { model, parts } = trainTagger(documents, noWords, smallPlan, () => {});
  const again = trainTagger(documents, noWords, smallPlan, () => {});
  expect(Buffer.compare(model, again.model)).toBe(0);
  expect(parts.map((part, i) => Buffer.compare(part, again.parts[i] ?? model))).toEqual([0, 0]);
  const text = 'We saw that Quelle went to Haldin today.';
  const tagged = new Tagger(readTaggerModel(model)).tag(text, passagesOf(text));
  expect(tagged.map(({ from, to, type }) => [from, to, type])).toEqual([
    [3, 4, 'person'],
    [6, 7, 'place'],
  ]);
});

test('what is held back in a part is not learnt from there, nor are its copies', () => {
  const documents = ['Ilse', 'Oru', 'Leena'].map((name) =>
    taggedDocument(labelled(`We saw that [PER ${name}] fell.`)),
  );
  const held = Array.from({ length: 20 }, () => ({
    ...taggedDocument(labelled('We saw that Kelmere [ORG fell].')),
    heldOutPart: 0,
  }));
  const { parts } = trainTagger([...documents, ...held], noWords, smallPlan, () => {});
  const text = 'We saw that Kelmere fell.';
  const types = parts.map((part) =>
    new Tagger(readTaggerModel(part)).tag(text, passagesOf(text)).map(({ type }) => type),
  );
  expect(types).toEqual([['person'], ['organization']]);
  const { id, source } = labelled('[LOC Kelmere] fell', 'gum-news', 'gum-7');
  expect([heldOutPart({ id: `${id}#0`, source }), heldOutPart({ id, source: 'btc' })]).toEqual([
    heldOutPart({ id, source }),
    undefined,
  ]);
});
