/**
 * The entry point of `cdk`: builds the bundles, then defines the stacks. It needs no account and no network.
 */
import { App } from 'aws-cdk-lib';
import { buildBundles } from './bundles.ts';
import { addStacks } from './stacks.ts';

addStacks(new App(), await buildBundles());
