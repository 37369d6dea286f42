/** Reads `data/names.json`: common given and family names by region, collected by hand for evaluation. */
import * as z from 'zod';
import type { Region } from '../training/regions.ts';

const words = z.string().transform((list) => list.split(' '));
const file = z.array(
  z.object({ region: z.string(), familyFirst: z.boolean().default(false), given: words, family: words }),
);

export function parseRegions(json: string): Required<Region>[] {
  return file.parse(JSON.parse(json)).map(({ region, ...names }) => ({ name: region, ...names }));
}
