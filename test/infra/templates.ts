/** The templates of all stacks, synthesised with empty bundles; `npm run check` inspects the real ones. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { functionNames } from '../../functions/functions.ts';
import type { Bundle, Bundles } from '../../infra/bundles.ts';
import { addStacks } from '../../infra/stacks.ts';

export interface Resource {
  Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: CloudFormation's properties have no types here
  Properties: any;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
  DependsOn?: string[];
}

const folder = mkdtempSync(join(tmpdir(), 'dateline-infra-'));
// The test files share this module, and with it one synthesis.
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

function empty(name: string): Bundle {
  const bundle = join(folder, name);
  mkdirSync(bundle);
  writeFileSync(join(bundle, 'index.mjs'), 'export const handler = undefined;\n');
  return { folder: bundle, hash: name };
}

export const bundles: Bundles = {
  functions: Object.fromEntries(functionNames.map((name) => [name, empty(name)])) as Bundles['functions'],
  lanceDb: empty('lancedb'),
};

export const app = new App({ outdir: join(folder, 'cdk.out') });
const stacks = addStacks(app, bundles);

export const templates = {
  data: Template.fromStack(stacks.data),
  pipeline: Template.fromStack(stacks.pipeline),
  api: Template.fromStack(stacks.api),
  observability: Template.fromStack(stacks.observability),
};

/** Resources of a type with their logical ids, over all stacks or in one. */
export function resources(type: string, template?: Template): [id: string, resource: Resource][] {
  const from = template === undefined ? Object.values(templates) : [template];
  return from
    .flatMap((one) => Object.entries((one.toJSON().Resources ?? {}) as Record<string, Resource>))
    .filter(([, r]) => r.Type === type);
}

/** The only resource of a type, or the only one whose logical id has this prefix. */
export function only(type: string, beginning = ''): [id: string, resource: Resource] {
  const found = resources(type).filter(([id]) => id.startsWith(beginning));
  if (found.length !== 1 || found[0] === undefined)
    throw new Error(`${found.length} resources ${type} ${beginning}`);
  return found[0];
}

/** A queue by its name in `core/protocol/topology.ts`. */
export function queueNamed(name: string, deadLetters = false): [id: string, resource: Resource] {
  const id = `${name.charAt(0).toUpperCase()}${name.slice(1)}${deadLetters ? 'DeadLetters' : ''}`;
  const found = resources('AWS::SQS::Queue', templates.data).filter(
    ([logicalId]) => logicalId.replace(/[0-9A-F]{8}$/, '') === id,
  );
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} queues ${id}`);
  return found[0];
}

/** The function of that name. */
export function functionNamed(name: string): [id: string, resource: Resource] {
  const found = resources('AWS::Lambda::Function').filter(
    ([, { Properties }]) => Properties.Description === `Dateline: ${name}`,
  );
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} functions ${name}`);
  return found[0];
}
