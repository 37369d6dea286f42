/**
 * The form of every stored row, as JSON Schemas in `schemas.snap`. Rows outlive the code that wrote them: see
 * whether older ones are still read before you accept a change (`vitest -u`).
 */
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import * as z from 'zod';
import * as canary from '../../../../core/records/canary.ts';
import * as claim from '../../../../core/records/claim.ts';
import * as compaction from '../../../../core/records/compaction.ts';
import * as containerReadings from '../../../../core/records/containerReadings.ts';
import * as document from '../../../../core/records/document.ts';
import * as entity from '../../../../core/records/entity.ts';
import * as epoch from '../../../../core/records/epoch.ts';
import * as feedReadings from '../../../../core/records/feedReadings.ts';
import * as refusals from '../../../../core/records/refusals.ts';
import * as searchTableClaim from '../../../../core/records/searchTableClaim.ts';
import * as shortName from '../../../../core/records/shortName.ts';
import * as sweepState from '../../../../core/records/sweepState.ts';
import * as trend from '../../../../core/records/trend.ts';
import * as versionReadings from '../../../../core/records/versionReadings.ts';
import * as pendingErasure from '../../../../functions/erase/pendingErasure.ts';

const modules = {
  canary,
  claim,
  compaction,
  containerReadings,
  document,
  entity,
  epoch,
  feedReadings,
  refusals,
  searchTableClaim,
  shortName,
  sweepState,
  trend,
  versionReadings,
  pendingErasure,
};

/** Each exported schema by module and name, and below it its fields, one a line. */
function schemas(): string {
  const found: string[] = [];
  for (const [module, exported] of Object.entries(modules))
    for (const [name, value] of Object.entries(exported).sort())
      if (value instanceof z.ZodType) {
        const { $schema, properties, required, ...rest } = z.toJSONSchema(value, {
          io: 'input',
          unrepresentable: 'any',
        });
        found.push(`${module}.${name} ${json(rest)}`);
        for (const [field, schema] of Object.entries(properties ?? {}))
          found.push(`  ${field}${required?.includes(field) ? '' : '?'} ${json(schema)}`);
      }
  return `${found.join('\n')}\n`;
}

/** Without the bounds of the integers that JavaScript can count. */
function json(schema: unknown): string {
  return JSON.stringify(schema, (_, value) =>
    Math.abs(value) === Number.MAX_SAFE_INTEGER ? undefined : value,
  );
}

it('rows have the forms that are written down', async () => {
  const file = fileURLToPath(new URL('schemas.snap', import.meta.url));
  await expect(schemas()).toMatchFileSnapshot(file);
});
