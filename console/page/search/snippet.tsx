/** A passage of a document with what was found marked. */
import type { SearchItem } from '../../../clients/typescript/client.ts';

export function Snippet({ snippet }: { snippet: SearchItem['snippets'][number] }) {
  const { start, text, hits } = snippet;
  const pieces: { text: string; hit: boolean }[] = [];
  let at = 0;
  for (const hit of hits) {
    const [from, to] = [Math.max(hit.start - start, at), hit.end - start];
    if (to <= from) continue;
    pieces.push({ text: text.slice(at, from), hit: false }, { text: text.slice(from, to), hit: true });
    at = to;
  }
  pieces.push({ text: text.slice(at), hit: false });
  return (
    <p class="snippet" dir="auto">
      {pieces.map((piece, i) => (piece.hit ? <mark key={i}>{piece.text}</mark> : piece.text))}
    </p>
  );
}
