/** Names in the description of the API, from the paths of the routes: generated clients show them. */
import { openApiPath, type RouteFacts } from '../http/routeFacts.ts';

type Named = Pick<RouteFacts, 'path' | 'method'>;

/** `getEntityCoMentions` for `GET /v1/entities/:type/:slug/co-mentions`. */
export function operationId(facts: Named): string {
  return `${facts.method === 'POST' ? 'post' : 'get'}${answerName(facts.path)}`;
}

/**
 * `EntityCoMentions` for that path, `Document` for `/v1/documents/:id` and `Documents` for `/v1/documents`:
 * what stands before a variable part is one of many.
 */
export function answerName(path: string): string {
  const parts = path.replace(/^\/(v1\/)?/, '').split('/');
  return parts
    .flatMap((part, i) => {
      if (part.startsWith(':')) return [];
      return pascalCase(parts[i + 1]?.startsWith(':') ? singular(part) : part);
    })
    .join('');
}

/** The name of one item of a list with this name. */
export function itemName(list: string): string {
  return `${singular(list)}Item`;
}

/** The routes of each path, as OpenAPI groups them. */
export function routesByPath<F extends RouteFacts>(routes: readonly F[]): [path: string, routes: F[]][] {
  return [...Map.groupBy(routes, openApiPath)];
}

function singular(plural: string): string {
  return plural.replace(/ies$/, 'y').replace(/(?<!s)s$/, '');
}

function pascalCase(part: string): string {
  return part.replaceAll(/(?:^|[-._])(\w)/g, (_, letter: string) => letter.toUpperCase());
}
