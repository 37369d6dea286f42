/** The stacks of Dateline and how they depend on each other. Tests call this with bundles of their own. */
import { type App, DefaultStackSynthesizer, type IStackSynthesizer, Tags } from 'aws-cdk-lib';
import { defaultWriteUnits, flowFor } from '../core/protocol/flow.ts';
import { ApiStack } from './apiStack.ts';
import type { Bundles } from './bundles.ts';
import { DataStack } from './dataStack.ts';
import { PipelineStack } from './pipelineStack.ts';

/**
 * Adds the data, pipeline and API stacks. Context, all optional:
 * - `name` (default `dateline`): prefix of the stacks' names, so that one account can hold several
 * installations;
 * - `writeUnitsPerSecond` (default 4000): how much the table may take, and with it how fast the pipeline goes
 * (core/protocol/flow.ts);
 * - `corsOrigins` (default none): the origins of pages that may upload files from a browser, comma-separated,
 * each like `https://desk.example`;
 * - `bootstrapVersionRule` (`false` omits it): the check of the bootstrap version, which moto does not
 * support.
 */
export function addStacks(
  app: App,
  bundles: Bundles,
): { data: DataStack; pipeline: PipelineStack; api: ApiStack } {
  const name = String(app.node.tryGetContext('name') ?? 'dateline');
  const flow = flowFor(Number(app.node.tryGetContext('writeUnitsPerSecond') ?? defaultWriteUnits));
  const corsOrigins = parseOrigins(String(app.node.tryGetContext('corsOrigins') ?? ''));
  const generateBootstrapVersionRule = String(app.node.tryGetContext('bootstrapVersionRule')) !== 'false';
  // CDK's class and its own interface disagree under `exactOptionalPropertyTypes`.
  const synthesizer = () =>
    new DefaultStackSynthesizer({ generateBootstrapVersionRule }) as IStackSynthesizer;

  const data = new DataStack(app, `${name}-data`, {
    synthesizer: synthesizer(),
    name,
    flow,
    corsOrigins,
    description:
      'Dateline: the inbox, the archive, the records and the queues. Everything in it is retained.',
  });
  const pipeline = new PipelineStack(app, `${name}-pipeline`, {
    synthesizer: synthesizer(),
    data,
    bundles,
    flow,
    description: 'Dateline: the functions that turn the files of the inbox into records.',
  });
  const api = new ApiStack(app, `${name}-api`, {
    synthesizer: synthesizer(),
    data,
    bundles,
    flow,
    description: 'Dateline: the HTTP API over the records.',
  });
  Tags.of(app).add('app', name);
  return { data, pipeline, api };
}

/** @throws Error if one is no origin: a scheme and a host, without a path */
function parseOrigins(text: string): string[] {
  const origins = text.split(',').filter((each) => each !== '');
  for (const origin of origins)
    if (!URL.canParse(origin) || new URL(origin).origin !== origin)
      throw new Error(`corsOrigins: "${origin}" is no origin; write one like https://desk.example.`);
  return origins;
}
