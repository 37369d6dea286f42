/** All scenarios, in the order in which they run. */
import type { Scenario } from '../scenario.ts';
import { containerScenarios } from './containers.ts';

export const scenarios: readonly Scenario[] = [...containerScenarios];
