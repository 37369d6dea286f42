/** All commands, in the order of the help. A new command is one file beside this one and one line here. */
import { budget } from './budget.ts';
import type { Command } from './command.ts';
import { cost } from './cost.ts';
import { documents } from './documents.ts';
import { entities } from './entities.ts';
import { erase } from './erase.ts';
import { explain } from './explain.ts';
import { keys } from './keys.ts';
import { push } from './push.ts';
import { quarantine } from './quarantine.ts';
import { redrive } from './redrive.ts';
import { restored } from './restored.ts';
import { search } from './search.ts';
import { status } from './status.ts';
import { sweep } from './sweep.ts';
import { verify } from './verify.ts';

export const commands: readonly Command[] = [
  search,
  entities,
  documents,
  status,
  push,
  quarantine,
  explain,
  redrive,
  sweep,
  verify,
  restored,
  erase,
  keys,
  cost,
  budget,
];
