/** The stacks of Dateline and how they depend on each other. Tests call this with bundles of their own. */
import { type App, DefaultStackSynthesizer, type IStackSynthesizer, Tags } from 'aws-cdk-lib';
import { ApiStack } from './apiStack.ts';
import type { Bundles } from './bundles.ts';
import { readConfiguration } from './configuration.ts';
import { DataStack } from './dataStack.ts';
import { PipelineStack } from './pipelineStack.ts';

/**
 * Adds the data, pipeline and API stacks, with the settings in the context of the app (configuration.ts).
 *
 * @throws ConfigurationFault
 */
export function addStacks(
  app: App,
  bundles: Bundles,
): { data: DataStack; pipeline: PipelineStack; api: ApiStack } {
  const configuration = readConfiguration(app);
  const { name, region, bootstrapVersionRule } = configuration;
  const common = () => ({
    ...(region !== undefined && { env: { region } }),
    // CDK's class and its own interface disagree under `exactOptionalPropertyTypes`.
    synthesizer: new DefaultStackSynthesizer({
      generateBootstrapVersionRule: bootstrapVersionRule,
    }) as IStackSynthesizer,
  });

  const data = new DataStack(app, `${name}-data`, {
    ...common(),
    configuration,
    description:
      'Dateline: the inbox, the archive, the records and the queues. Everything in it is retained.',
  });
  const pipeline = new PipelineStack(app, `${name}-pipeline`, {
    ...common(),
    data,
    bundles,
    configuration,
    description: 'Dateline: the functions that turn the files of the inbox into records.',
  });
  const api = new ApiStack(app, `${name}-api`, {
    ...common(),
    data,
    bundles,
    configuration,
    description: 'Dateline: the HTTP API over the records.',
  });
  Tags.of(app).add('app', name);
  return { data, pipeline, api };
}
