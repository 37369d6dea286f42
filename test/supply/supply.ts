/** What is checked of the packages in `package-lock.json`: integrity, origin and licence. */

/** A package as the lockfile has it. */
export interface LockedPackage {
  version?: string;
  /** Absent means npm's own registry, in the form of `omit-lockfile-registry-resolved`. */
  resolved?: string;
  integrity?: string;
  license?: string;
  /** Part of the archive of the package that it is inside of, whose hash covers it. */
  inBundle?: boolean;
  link?: boolean;
  optional?: boolean;
}

/** The `package.json` of an installed package. Old ones have `licenses`, or objects. */
export interface InstalledPackage {
  version?: string;
  license?: unknown;
  licenses?: unknown;
}

/**
 * Licences that allow use, change and distribution under MIT terms with at most a notice (MPL-2.0: as long as
 * the package's own files are not changed).
 */
const allowedLicences: ReadonlySet<string> = new Set([
  'MIT',
  'MIT-0',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  '0BSD',
  'BlueOak-1.0.0',
  'MPL-2.0',
  'CC0-1.0',
  'Unlicense',
  'Python-2.0',
  'Zlib',
]);

const registry = 'https://registry.npmjs.org/';

/**
 * One sentence per fault of the lockfile.
 *
 * @param packages the `packages` of the lockfile, by their path
 * @param installed reads the `package.json` at such a path; `undefined` if the package is not installed
 */
export function supplyFaults(
  packages: Readonly<Record<string, LockedPackage>>,
  installed: (path: string) => InstalledPackage | undefined,
): string[] {
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .flatMap(([path, locked]) => [
      ...lockFaults(path, locked, packages),
      ...licenceFaults(path, locked, installed(path)),
    ]);
}

function lockFaults(
  path: string,
  { version, resolved, integrity, inBundle, link }: LockedPackage,
  packages: Readonly<Record<string, LockedPackage>>,
): string[] {
  const faults: string[] = [];
  if (link) faults.push(`${path} is a link to a folder, not a package of the registry.`);
  if (version === undefined || !/^\d+\.\d+\.\d+/.test(version)) faults.push(`${path} has no exact version.`);
  if (resolved !== undefined && !resolved.startsWith(registry))
    faults.push(`${path} comes from ${resolved}.`);
  if (inBundle) {
    const outer = path.slice(0, path.lastIndexOf('/node_modules/'));
    if (packages[outer] === undefined) faults.push(`${path} is bundled by ${outer}, which is not locked.`);
  } else if (!/^sha512-[\w+/]{86}==$/.test(integrity ?? '')) faults.push(`${path} has no SHA-512 hash.`);
  return faults;
}

/** A package that is not installed is never passed on; its licence is checked where it is installed. */
function licenceFaults(
  path: string,
  locked: LockedPackage,
  installed: InstalledPackage | undefined,
): string[] {
  if (installed === undefined) return locked.optional ? [] : [`${path} is locked but not installed.`];
  if (installed.version !== locked.version)
    return [`${path} is installed as ${installed.version}, but ${locked.version} is locked.`];
  const licence = licenceOf(installed);
  return isAllowed(licence)
    ? []
    : [`${path} has the licence ${JSON.stringify(licence)}, which is not allowed.`];
}

/** As an SPDX expression; `undefined` if the package names none. */
export function licenceOf({ license, licenses }: InstalledPackage): string | undefined {
  const names = [license, licenses]
    .flat()
    .map((each) => (each instanceof Object && 'type' in each ? each.type : each));
  const given = names.filter((each) => typeof each === 'string' && each !== '');
  return given.length === 0 ? undefined : given.join(' OR ');
}

/** Whether an SPDX expression of names, AND, OR and one level of brackets can be met by allowed licences. */
export function isAllowed(expression: string | undefined): boolean {
  if (expression === undefined) return false;
  const plain = expression.replace(/\(([^()]*)\)/g, (_, inner: string) =>
    isAllowed(inner) ? 'MIT' : 'none',
  );
  return plain
    .split(/ OR /)
    .some((choice) => choice.split(/ AND /).every((name) => allowedLicences.has(name.trim())));
}
