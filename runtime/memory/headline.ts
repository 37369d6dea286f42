import { type Headline, leadCharacters, type SearchRow } from '../../core/ports/search.ts';

/** What a row says without its text. @param brief without lead, entities and bands, which are empty then */
export function headlineOf(row: SearchRow, brief: boolean): Headline {
  const { id, token, title, standfirst, source, published, status, entities, bands, text } = row;
  const known = { id, token, title, standfirst, source, published, status };
  if (brief) return { ...known, lead: '', entities: [], bands: [] };
  return { ...known, lead: text.slice(0, leadCharacters), entities, bands };
}
