/** The names that find an entity, what the list of known names says of it, and who decided what. */
import type { Entity } from '../../../clients/typescript/client.ts';
import { DecisionsAbout } from '../decisions/decisionsView.tsx';
import { Fact } from '../parts/fact.tsx';
import { count, countryName, dayInWords } from '../parts/words.ts';
import { Spellings } from './spellings.tsx';

/** @param props.slug of the address */
export function Names({ entity, slug }: { entity: Entity; slug: string }) {
  const { aliases, also = [], authority, roles, decisions = [], id } = entity;
  return (
    <>
      {aliases.length > 0 && (
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">Written as</th>
              <th scope="col">Documents</th>
              <th scope="col">Since</th>
            </tr>
          </thead>
          <tbody>
            {aliases.map(({ name, documents, first }) => (
              <tr key={name}>
                <td dir="auto">{name}</td>
                <td>{count(documents)}</td>
                <td>{first === undefined ? '' : dayInWords(first)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <dl class="facts">
        <Fact name="Id">
          <code>{id}</code>
        </Fact>
        {also.length > 0 && <Fact name="Other ids">{also.join(', ')}</Fact>}
        {roles !== undefined && Object.keys(roles).length > 0 && (
          <Fact name="Fields">{Object.keys(roles).join(', ')}</Fact>
        )}
        {authority !== undefined && (
          <Fact name="Known as">
            {authority.name}
            {authority.country !== undefined && `, ${countryName(authority.country)}`} ({authority.source})
          </Fact>
        )}
        {authority?.wikidata !== undefined && <Fact name="Wikidata">{authority.wikidata}</Fact>}
      </dl>
      <Spellings entity={entity} slug={slug} />
      {decisions.length > 0 && <DecisionsAbout entities={[id, ...also]} />}
    </>
  );
}
