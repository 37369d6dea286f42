/**
 * The entry point of `cdk`: builds the bundles, then defines the stacks. It needs no account and no network.
 */
import { App } from 'aws-cdk-lib';
import { buildBundles } from './bundles.ts';
import { ConfigurationFault, readConfiguration } from './configuration.ts';
import { addStacks } from './stacks.ts';

const app = new App();
try {
  const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: defaultRegion } = process.env;
  // Before the bundles are built: a wrong setting is reported at once.
  const { tagger } = readConfiguration(app, defaultRegion);
  addStacks(app, await buildBundles(tagger), { account, region: defaultRegion });
} catch (error) {
  if (!(error instanceof ConfigurationFault)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
