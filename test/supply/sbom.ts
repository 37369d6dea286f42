/**
 * `npm run sbom`: writes the software bill of materials of what is installed to `dist/dateline.cdx.json`, in
 * CycloneDX 1.5 by `npm sbom`. It exits with 1 if a locked and installed package is missing from it.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

const root = path.join(import.meta.dirname, '../..');
const target = path.join(root, 'dist/dateline.cdx.json');

const bill = z.object({
  bomFormat: z.literal('CycloneDX'),
  /** The reference is name@version of the package itself, whatever it is installed as. */
  components: z.array(z.object({ 'bom-ref': z.string() })),
});

const text = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
});
const listed = new Set(bill.parse(JSON.parse(text)).components.map((component) => component['bom-ref']));
const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, { version?: string; name?: string }>;
};
const missing = Object.entries(lock.packages)
  .filter(([folder]) => folder !== '' && existsSync(path.join(root, folder, 'package.json')))
  .map(([folder, { name, version }]) => `${name ?? folder.split('node_modules/').at(-1)}@${version}`)
  .filter((each) => !listed.has(each));

mkdirSync(path.dirname(target), { recursive: true });
writeFileSync(target, text);
for (const each of missing) console.error(`${each} is installed but not in the bill of materials.`);
console.log(`${path.relative(root, target)}: ${listed.size} components`);
process.exitCode = missing.length === 0 ? 0 : 1;
