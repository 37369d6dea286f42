/** What can be written into the search box, with examples that find something in the sample news. */
import { searchAddress } from '../routing/address.ts';

const examples: readonly [query: string, meaning: string][] = [
  ['harbour ferry', 'both words, in any form'],
  ['"harbour master"', 'one after the other, as written'],
  ['harbour OR port', 'one of them'],
  ['harbour -ferry', 'the first without the second'],
  ['fish*', 'words that begin like this'],
  ['title:mackerel', 'a word in the title'],
  ['"master harbour"~5', 'near each other, in any order'],
  ['type:organization', 'names an entity of this type'],
  ['source:"harbour-gazette"', 'from this source'],
  ['subject:weather', 'about this, as the source says'],
  ['-status:canceled', 'without what its source withdrew'],
  ['country:NO', 'names this country, a place or a people of it'],
  ['language:en', 'in this language'],
  ['from:2026-03-01 to:2026-03', 'published in these days'],
  ['near:bergen,50km', 'names a place near this one'],
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
