/** All scenarios, in the order in which they run. */
import type { Scenario } from '../scenario.ts';
import { badDayScenarios } from './badDays.ts';
import { containerScenarios } from './containers.ts';
import { floodScenarios } from './floods.ts';
import { hotEntityScenarios } from './hotEntity.ts';
import { searchSizeScenario } from './searchSize.ts';
import { sweepSizeScenario } from './sweepSize.ts';

export const scenarios: readonly Scenario[] = [
  ...containerScenarios,
  ...floodScenarios,
  ...hotEntityScenarios,
  sweepSizeScenario,
  searchSizeScenario,
  ...badDayScenarios,
];
