/** What a function finds around it: run in the sandbox by `sandbox.test.ts`. */
import { readdirSync, writeFileSync } from 'node:fs';

function isWritable(folder: string): boolean {
  try {
    writeFileSync(`${folder}/written`, '');
    return true;
  } catch {
    return false;
  }
}

process.send?.({
  root: readdirSync('/').sort(),
  task: readdirSync('/var/task').sort(),
  layer: readdirSync('/opt').sort(),
  devices: readdirSync('/dev').sort(),
  writable: ['', '/tmp', '/var', '/var/task', '/opt', '/dev', '/usr/lib'].filter(isWritable),
});
