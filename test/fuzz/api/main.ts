/**
 * `npm run fuzz:api -- [--requests 3000] [--seed N]`: random requests for every route of `/openapi.json`. The
 * same seed sends the same requests. The last line is the result as JSON; it exits with 1 if there was a
 * fault.
 */
import { parseArgs } from 'node:util';
import { today } from '../../share.ts';
import { fuzzApi } from './fuzzApi.ts';

const { values } = parseArgs({
  options: { requests: { type: 'string', default: '3000' }, seed: { type: 'string' } },
});
const seed = Number(values.seed ?? today());
console.log(`seed ${seed}`);
const { faults, ...result } = await fuzzApi(seed, Number(values.requests));
for (const { request, fault } of faults) console.error(`${request}\n  ${fault}`);
console.log(JSON.stringify({ ...result, faults: faults.length }));
process.exitCode = faults.length === 0 ? 0 : 1;
