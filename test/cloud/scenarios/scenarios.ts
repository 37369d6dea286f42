/** All scenarios, in the order in which they run. */
import type { Scenario } from '../scenario.ts';
import { badDayScenarios } from './badDays.ts';
import { chainsScenario } from './chains.ts';
import { containerScenarios } from './containers.ts';
import { floodScenarios } from './floods.ts';
import { hotEntityScenarios } from './hotEntity.ts';
import { hotSurnameScenario } from './hotSurname.ts';
import { queryableScenarios } from './queryable.ts';
import { searchSizeScenario } from './searchSize.ts';
import { sweepSizeScenario } from './sweepSize.ts';

/** Those of a group share what they measure. */
export const scenarioGroups: readonly (readonly Scenario[])[] = [
  ...containerScenarios.map((each) => [each]),
  [chainsScenario],
  floodScenarios,
  ...hotEntityScenarios.map((each) => [each]),
  [hotSurnameScenario],
  ...queryableScenarios.map((each) => [each]),
  [sweepSizeScenario],
  [searchSizeScenario],
  ...badDayScenarios.map((each) => [each]),
];
