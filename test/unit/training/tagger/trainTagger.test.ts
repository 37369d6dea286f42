import { expect, test } from 'vitest';
import { passagesOf } from '../../../../core/entities/passages.ts';
import { readTaggerModel } from '../../../../core/entities/tagger/model.ts';
import { Tagger } from '../../../../core/entities/tagger/tagger.ts';
import { taggedDocument } from '../../../../training/tagger/documents.ts';
import { heldOutPart } from '../../../../training/tagger/plan.ts';
import { trainTagger } from '../../../../training/tagger/trainTagger.ts';
import { labelled } from '../labelledText.ts';

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
  firstPassShare: 0.4,
  strength: {},
};

test('training learns from a few examples and gives the same bytes each time', () => {
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

test('a part is not trained on its held-out documents or their copies', () => {
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
