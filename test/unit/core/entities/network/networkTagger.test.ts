import { describe, expect, it } from 'vitest';
import type { NetworkInput } from '../../../../../core/entities/network/network.ts';
import { NetworkTagger } from '../../../../../core/entities/network/networkTagger.ts';
import { maxWindowPieces, maxWindows } from '../../../../../core/entities/network/windows.ts';
import { WordPieces } from '../../../../../core/entities/network/wordPieces.ts';
import { passagesOf } from '../../../../../core/entities/passages.ts';
import { beginTag, tagCount } from '../../../../../core/entities/tagger/tags.ts';
import { tagger as linear } from '../annotatedStory.ts';

const vocabulary = ['<unk>', '<s>', '</s>', '▁They', '▁met', '▁Av', 'ianca', '.'];
const pieces = new WordPieces(vocabulary.map((piece) => `${piece}\t-1`));
const avianca = vocabulary.indexOf('▁Av');

/** Is sure that Avianca is an organisation, and that nothing else is a name. */
function sureNetwork(inputs: NetworkInput[] = []) {
  return async (input: NetworkInput): Promise<Float32Array> => {
    inputs.push(input);
    const scores = new Float32Array(input.first.length * tagCount).fill(Math.log(1e-4));
    for (const [i, at] of input.first.entries())
      scores[i * tagCount + (input.pieces[at] === avianca ? beginTag('organization') : 0)] = 0;
    return scores;
  };
}

async function namesIn(text: string, network = sureNetwork()) {
  const tagger = await new NetworkTagger(linear, pieces, network).read(text);
  return tagger
    .tag(text, passagesOf(text))
    .map(({ passage, from, to, type }) => [
      text.slice(passage.tokens[from]?.start, passage.tokens[to - 1]?.end),
      type,
    ]);
}

describe('the accurate tagger', () => {
  it('shows the network a window of pieces with their spelling', async () => {
    const inputs: NetworkInput[] = [];
    await namesIn('They met Avianca.', sureNetwork(inputs));
    expect(inputs).toEqual([
      {
        pieces: [1, 3, 4, 5, 6, 7, 2],
        spellings: [0, 17, 4, 7, 7, 3, 0],
        first: [1, 2, 3, 5],
        shapes: [17, 4, 7, 3],
      },
    ]);
  });

  it('finds what the network is sure of', async () => {
    expect(await namesIn('They met Avianca.')).toEqual([['Avianca', 'organization']]);
  });

  it('leaves to the linear tagger what the network has not read', async () => {
    const inputs: NetworkInput[] = [];
    const many = 'they met '.repeat(maxWindows * maxWindowPieces);
    const found = await namesIn(`${many}Avianca. They met Maria Quelle in London.`, sureNetwork(inputs));
    expect(inputs).toHaveLength(maxWindows);
    expect(found).toContainEqual(['Maria Quelle', 'person']);
    expect(found).toContainEqual(['London', 'place']);
  });

  it('breaks names where it is told to, as the linear one does', async () => {
    const text = 'They met Maria Quelle.';
    const silent = async ({ first }: NetworkInput) => new Float32Array(first.length * tagCount);
    const tagger = await new NetworkTagger(linear, pieces, silent).read(text);
    const names = tagger.tag(text, passagesOf(text), ([name]) =>
      name === undefined ? [] : [{ passage: name.passage, at: name.to - 1 }],
    );
    expect(names.map(({ from, to }) => to - from)).not.toContain(2);
  });

  it('keeps persons of less confidence than other names', async () => {
    const text = 'They met Avianca.';
    const least = { person: 1, organization: 1 };
    for (const type of ['person', 'organization'] as const)
      for (let score = -3; score < 3; score += 0.05) {
        const unsure = async ({ first }: NetworkInput): Promise<Float32Array> => {
          const scores = new Float32Array(first.length * tagCount).fill(-9);
          for (let i = 0; i < first.length; i++) scores[i * tagCount] = 0;
          for (const other of ['place', 'event', type] as const) scores[2 * tagCount + beginTag(other)] = 0;
          scores[2 * tagCount + beginTag(type)] = score;
          return scores;
        };
        const tagger = await new NetworkTagger(linear, pieces, unsure).read(text);
        for (const name of tagger.tag(text, passagesOf(text)))
          if (name.type === type) least[type] = Math.min(least[type], name.confidence);
      }
    expect(least.person).toBeLessThan(0.3);
    expect(least.person).toBeGreaterThanOrEqual(0.2);
    expect(least.organization).toBeGreaterThanOrEqual(0.4);
  });

  it('is for one text only', async () => {
    const tagger = await new NetworkTagger(linear, pieces, sureNetwork()).read('They met.');
    expect(() => tagger.tag('They left.', passagesOf('They left.'))).toThrow('another text');
  });

  it.each(['', ' ', '\n\n', '🙂🙂', 'ا'.repeat(99), 'x'.repeat(100_000)])(
    'reads %j without a fault',
    async (text) => {
      expect(Array.isArray(await namesIn(text))).toBe(true);
    },
  );
});
