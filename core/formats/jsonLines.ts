/** JSON Lines (jsonlines.org) of articles: one JSON object a line, each a document. A line without an id is known by its content. */
import { hash } from '../document/identity.ts';
import { refuse } from '../errors.ts';
import { gathered } from './bytes.ts';
import { decode } from './charset.ts';
import type { ContainerFormat, Member, RefusedMember } from './format.ts';
import { articleOf, idOf, isObject } from './jsonArticle.ts';

export const jsonLines: ContainerFormat = {
  name: 'jsonl',

  /** The first line is a whole JSON object, and it is not the only one or has an article's fields. */
  recognises(head) {
    const start = new TextDecoder('latin1').decode(head).replace(/^ï»¿/, '').trimStart();
    const end = start.indexOf('\n');
    const line = end < 0 ? start : start.slice(0, end);
    return line.startsWith('{') && isObject(parsed(line));
  },

  async read({ stream }) {
    const decoded = decode(await gathered(stream()));
    if (decoded === undefined) return refuse('decode.charset', 'the bytes are not UTF-8');
    return { feed: false, members: members(decoded.text, decoded.charset) };
  },
};

async function* members(text: string, charset: string): AsyncGenerator<Member | RefusedMember> {
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const record = parsed(line);
    const article = isObject(record) ? articleOf(record, 'jsonl') : undefined;
    if (!isObject(record) || article === undefined) {
      const code = record === undefined ? 'json.malformed' : 'json.no_article';
      yield { part: `line ${i + 1}`, refusal: refuse(code, `line ${i + 1}: ${line.slice(0, 80)}`) };
      continue;
    }
    const id = idOf(record);
    yield { part: id === undefined ? `content ${hash(line.trim())}` : `id ${id}`, charset, bytes: line.length, content: article };
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
