/** What can be written into the search box, with examples that can be tried. */
import { searchAddress } from '../routing/address.ts';

const examples: readonly [query: string, meaning: string][] = [
  ['harbour strike', 'both words, in any form'],
  ['"harbour strike"', 'one after the other, as written'],
  ['harbour OR port', 'one of them'],
  ['harbour -strike', 'the first without the second'],
  ['fish*', 'words that begin like this'],
  ['title:harbour', 'a word in the title'],
  ['"harbour strike"~5', 'near each other, in any order'],
  ['type:organization', 'names an entity of this type'],
  ['source:"Harbour Gazette"', 'from this source'],
  ['subject:fishing', 'about this, as the source says'],
  ['-status:canceled', 'without what its source withdrew'],
  ['country:FR', 'names this country, a place or a people of it'],
  ['language:en', 'in this language'],
  ['from:2026-03-01 to:2026-03', 'published in these days'],
  ['near:cardiff,50km', 'names a place near this one'],
];

export function QueryHelp({ open = false }: { open?: boolean }) {
  return (
    <details class="query-help" open={open}>
      <summary>How to search</summary>
      <table>
        <tbody>
          {examples.map(([query, meaning]) => (
            <tr key={query}>
              <th scope="row">
                <a href={searchAddress(query)}>
                  <code>{query}</code>
                </a>
              </th>
              <td>{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="quiet">Brackets group, and a minus before anything leaves it out.</p>
    </details>
  );
}
