import { beforeEach, describe, expect, it } from 'vitest';
import { cost } from '../../../cli/cost.ts';
import type { CommandContext } from '../../../cli/wiring.ts';
import { recordedOutput } from './recordedOutput.ts';
import { spend, spendingContext } from './spendingContext.ts';

let context: CommandContext;
beforeEach(() => {
  context = spendingContext();
});

async function run(options: { documents: number; budget?: number }): Promise<string> {
  const { lines, ...output } = recordedOutput();
  const given = { budget: undefined, 'write-units': undefined, ...options };
  await cost.run(context, { operands: {}, options: given }, output);
  return lines.join('\n');
}

describe('dateline cost', () => {
  it('says what a million documents cost by service, and the most that a day can cost', async () => {
    await spend(context, 1);
    const shown = await run({ documents: 1000 });
    expect(shown).toMatch(/as of \d{4}-\d\d/);
    expect(shown).toMatch(/^dynamodb +\$37\.\d\d +\$0\.03/m);
    expect(shown).toMatch(/^total +\$4\d\.\d\d/m);
    expect(shown).toMatch(/^\$1\.\d\d a month for a deployment that does nothing/m);
    expect(shown).toMatch(/^\$2\.\d\d a month for the canary/m);
    expect(shown).toMatch(/at most \$\d+\.\d\d a day/);
    // The budget is that of the deployment.
    expect(shown).toMatch(/^ +\$20\.00 {2}ingest, reprocessing and sweeps/m);
    expect(await run({ documents: 1, budget: 7 })).toMatch(/^ +\$7\.00 {2}ingest/m);
  });

  it('takes the budget and the write units of the deployment that it works on', async () => {
    const unlimited = (shown: string) => Number(/\$([\d.]+) without a daily budget/.exec(shown)?.[1]);
    const byDefault = unlimited(await run({ documents: 1 }));
    context.deployed = { dailyBudget: 30, writeUnitsPerSecond: 7000 };
    const shown = await run({ documents: 1 });
    expect(shown).toMatch(/^ +\$30\.00 {2}ingest/m);
    expect(unlimited(shown)).toBeGreaterThan(1.5 * byDefault);
  });

  it('refuses settings that do not exist', () => {
    const { budget, 'write-units': writeUnits } = cost.options;
    expect(() => budget.parse('much')).toThrow('is not a number of dollars above 0');
    expect(() => budget.parse('0.00')).toThrow('is not a number of dollars above 0');
    expect(() => writeUnits.parse('5')).toThrow('from 2000 to 7000');
  });
});
