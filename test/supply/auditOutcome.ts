/** What a report of `npm audit --json` says. */
import * as z from 'zod';

const report = z.object({
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string(), range: z.string() })),
});

/** @returns whether an advisory is high or critical, and a message for the terminal */
export function auditOutcome(output: string): { severe: boolean; message: string } {
  const read = report.safeParse(parse(output));
  if (!read.success)
    return { severe: false, message: 'audit: the registry does not answer; nothing was checked' };
  const found = Object.entries(read.data.vulnerabilities);
  const lines = found.map(([name, { severity, range }]) => `${severity}: ${name} ${range}`);
  return {
    severe: found.some(([, { severity }]) => severity === 'high' || severity === 'critical'),
    message: [...lines, `audit: ${found.length} packages with advisories`].join('\n'),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
