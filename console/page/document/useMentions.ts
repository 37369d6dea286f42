/** All mentions of a document, page by page as they arrive. */
import { useEffect, useState } from 'preact/hooks';
import type { DocumentMentionItem, DocumentMentions } from '../../../clients/typescript/client.ts';
import { client } from '../answers/client.ts';
import { useAnswer } from '../answers/useAnswer.ts';

/** More are not marked: 60 pages. */
const mostMentions = 6_000;

export interface Mentions {
  items: readonly DocumentMentionItem[];
  annotated: DocumentMentions['annotated'];
  /** Whether there may be more on their way. */
  isReading: boolean;
  /** Whether some could not be read, or are too many. */
  isCut: boolean;
}

export function useMentions(id: string): Mentions {
  const first = useAnswer(`mentions ${id}`, (asked) => asked.getDocumentMentions({ id, limit: 100 }));
  const [rest, setRest] = useState<DocumentMentionItem[]>([]);
  const [state, setState] = useState<'reading' | 'read' | 'cut'>('reading');
  useEffect(() => {
    if (first.value === undefined) return;
    let current = true;
    const readRest = async (begun: DocumentMentions) => {
      const items: DocumentMentionItem[] = [];
      let { next } = begun;
      while (next !== null && items.length < mostMentions) {
        const page: DocumentMentions = await client
          .peek()
          .getDocumentMentions({ id, limit: 100, cursor: next });
        if (!current) return;
        items.push(...page.items);
        next = page.next;
        setRest([...items]);
      }
      setState(next === null ? 'read' : 'cut');
    };
    setRest([]);
    setState('reading');
    readRest(first.value).catch(() => current && setState('cut'));
    return () => {
      current = false;
    };
  }, [first.value, id]);
  return {
    items: [...(first.value?.items ?? []), ...rest],
    annotated: first.value?.annotated,
    isReading: first.fault === undefined && state === 'reading',
    isCut: first.fault !== undefined || state === 'cut',
  };
}
