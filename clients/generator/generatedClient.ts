/** The generated part of the TypeScript client, for the routes of this version. */
import path from 'node:path';
import { describeRoutes } from '../../api/openApi/describe.ts';
import { recordsRoutes } from '../../api/routes/routes.ts';
import { searchRoutes } from '../../api/searchRoutes/routes.ts';
import { type Description, typescriptClient } from './typescriptClient.ts';

export const generatedFile = path.join(import.meta.dirname, '../typescript/api.ts');

/** The text of `clients/typescript/api.ts`. */
export function generatedClient(): string {
  const facts = [...recordsRoutes, ...searchRoutes].map((route) => route.facts);
  return typescriptClient(describeRoutes(facts) as unknown as Description);
}
