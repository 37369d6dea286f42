/** All scenarios, in the order in which they run. */
import type { Scenario } from '../scenario.ts';
import { containerScenarios } from './containers.ts';
import { floodScenarios } from './floods.ts';

export const scenarios: readonly Scenario[] = [...containerScenarios, ...floodScenarios];
