/**
 * `npm run licences`, part of `npm run check`: every locked package has a hash, comes from npm's registry and
 * is installed under a licence that is allowed. It needs no network. It prints a sentence per fault and exits
 * with 1 if there is one.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type InstalledPackage, type LockedPackage, supplyFaults } from './supply.ts';

const root = path.join(import.meta.dirname, '../..');
const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, LockedPackage>;
};
let installed = 0;

function readInstalled(folder: string): InstalledPackage | undefined {
  const file = path.join(root, folder, 'package.json');
  if (!existsSync(file)) return undefined;
  installed++;
  return JSON.parse(readFileSync(file, 'utf8')) as InstalledPackage;
}

const faults = supplyFaults(lock.packages, readInstalled);
for (const fault of faults) console.error(fault);
const locked = Object.keys(lock.packages).length - 1;
console.log(`licences: ${locked} packages locked, ${installed} installed, ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
