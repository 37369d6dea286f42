/**
 * All commands, in the order of the help. A new command is a line here and a file beside this one, or in a
 * folder if it has several.
 */

import { document } from './ask/document.ts';
import { documents } from './ask/documents.ts';
import { entities } from './ask/entities.ts';
import { search } from './ask/search.ts';
import { spellings } from './ask/spellings.ts';
import { status } from './ask/status.ts';
import { budget } from './budget.ts';
import type { Command } from './command.ts';
import { cost } from './cost.ts';
import { decide } from './decisions/decide.ts';
import { decisions } from './decisions/decisions.ts';
import { erase } from './erase.ts';
import { explain } from './explain.ts';
import { keys } from './keys.ts';
import { mcp } from './mcp/mcp.ts';
import { push } from './push/push.ts';
import { quarantine } from './quarantine.ts';
import { redrive } from './redrive.ts';
import { reprocess } from './reprocess.ts';
import { restored } from './restored.ts';
import { sweep } from './sweep.ts';
import { verify } from './verify/verify.ts';

export const commands: readonly Command[] = [
  search,
  entities,
  spellings,
  documents,
  document,
  status,
  mcp,
  push,
  quarantine,
  explain,
  decide,
  decisions,
  redrive,
  sweep,
  reprocess,
  verify,
  restored,
  erase,
  keys,
  cost,
  budget,
];
